"""The body's form field, and what the editor asks the server."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import clear_url_caches, reverse

import articles
from articles.admin.body import MODULES, BodyFormField, BodyWidget
from articles.admin.body_texts import TEXTS
from articles.admin.image import scripts
from tests import factories

SCRIPTS = Path(articles.__file__).parent / "static/articles/editor"


def url(name):
    return reverse(f"admin:articles_body_{name}")


@pytest.fixture(autouse=True)
def _admin(settings):
    settings.ROOT_URLCONF = "tests.browser.editor_site.urls"
    clear_url_caches()


class TestField:
    def test_what_is_posted_becomes_canonical(self):
        field = BodyFormField()
        assert field.clean("<p onclick=x>a</p>\r\n<h1>b</h1>") == "<p>a</p>\n<h2>b</h2>"

    @pytest.mark.parametrize(
        ("before", "after", "changed"),
        [
            ("<p>a</p>\n<p>b</p>", "<p>a</p><p>b</p>", False),
            ("<p>a</p>\n<p>b</p>", "<p>a</p>\r\n<p>b</p>\r\n", False),
            ("<p>a</p>", "<p>a</p><p></p>", False),
            (None, "", False),
            ("<p>a</p>", "<p>b</p>", True),
            ("<p>a</p>", "<p><strong>a</strong></p>", True),
            ('<aside data-wanted="x"></aside>', '<aside data-read-more="1"></aside>', True),
        ],
    )
    def test_only_another_text_is_a_change(self, before, after, changed):
        assert BodyFormField().has_changed(before, after) is changed

    def test_markup_without_text_is_no_text(self):
        form = BodyFormField(required=True)
        with pytest.raises(Exception, match="required"):
            form.clean("<p></p><p> </p>")

    def test_a_text_that_is_far_too_long_is_refused_in_words(self):
        with pytest.raises(Exception, match="at most 2000000 characters"):
            BodyFormField().clean("<p>" + "x" * 2_000_000)


class TestWidget:
    def test_every_module_is_in_the_import_map(self):
        assert {*MODULES, "preset"} == {path.stem for path in SCRIPTS.glob("*.js")}

    def test_no_module_is_imported_by_its_file(self):
        known = {"django-prose-editor/editor", *(f"articles/editor/{name}" for name in MODULES)}
        known |= scripts.FILES.keys()
        for path in SCRIPTS.glob("*.js"):
            imported = re.findall(r'from "([^"]+)"', path.read_text())
            assert set(imported) <= known, path.name

    def test_every_text_of_the_editor_can_be_translated(self):
        shown = {
            text
            for path in SCRIPTS.glob("*.js")
            for text in re.findall(r'\b_\(\s*"([^"]+)"', path.read_text())
        }
        assert set(TEXTS) == shown

    def test_what_the_editor_is_told_says_nothing_executable(self):
        html = BodyWidget().render("body", '"><script>x</script>', {"id": "id_body"})
        assert "<script" not in html
        assert 'data-body-editor="{' in html


@pytest.mark.django_db
class TestEndpoints:
    @pytest.mark.parametrize("name", ["references", "articles", "paste", "suggestions"])
    def test_nobody_else_gets_an_answer(self, client, name):
        method = client.post if name in ("paste", "suggestions") else client.get
        assert method(url(name)).status_code == 302
        client.force_login(factories.make_user("Feedback reviewer"))
        assert method(url(name)).status_code == 403

    @pytest.mark.parametrize(
        ("method", "name"),
        [
            *(("post", "references"), ("post", "articles")),
            *(("get", "paste"), ("get", "suggestions")),
        ],
    )
    def test_other_methods_are_refused(self, admin_client, method, name):
        assert getattr(admin_client, method)(url(name)).status_code == 405

    def test_references_are_looked_up_in_two_queries_however_many(
        self, admin_client, django_assert_num_queries
    ):
        live = factories.make_live(headline="Live").pk
        draft = factories.make_article(headline="Draft").pk
        gone = factories.make_withdrawn(headline="Gone").pk
        later = factories.make_scheduled(headline="Later").pk
        image = factories.make_image(alt="Harbour", alts={"de": "Hafen"})
        query = {"articles": f"{live},{draft},{gone},{later},x,0,99999", "images": image.pk}
        with django_assert_num_queries(4):  # session, user, articles, images
            answer = admin_client.get(url("references"), query).json()
        states = {item["id"]: (item["headline"], item["state"]) for item in answer["articles"]}
        assert states == {
            live: ("Live", "live"),
            draft: ("Draft", "draft"),
            gone: ("Gone", "withdrawn"),
            later: ("Later", "scheduled"),
        }
        assert [(one["id"], one["alt"], one["alts"]) for one in answer["images"]] == [
            (image.pk, "Harbour", {"de": "Hafen"})
        ]

    def test_a_reporter_learns_nothing_of_the_drafts_of_others(self, client):
        reporter = factories.make_user("Reporter")
        own = factories.make_article(headline="Budget, mine", by=reporter).pk
        secret = factories.make_article(headline="Budget, not mine").pk
        live = factories.make_live(headline="Budget, live").pk
        client.force_login(reporter)
        found = client.get(url("articles"), {"q": "budget"}).json()["results"]
        assert {item["id"] for item in found} == {own, live}
        asked = client.get(url("references"), {"articles": f"{own},{secret}"}).json()
        assert [item["id"] for item in asked["articles"]] == [own]

    def test_articles_are_found_by_words_those_in_the_language_first(self, admin_client):
        factories.make_language("de", name="Deutsch")
        english = factories.make_article(headline="Fuel prices rise again").pk
        german = factories.make_article(headline="Rise of fuel", language_id="de").pk
        itself = factories.make_article(headline="Fuel, rise").pk
        factories.make_article(headline="Fuel falls")
        query = {"q": " RISE  fuel", "not": itself, "language": "de"}
        found = admin_client.get(url("articles"), query).json()["results"]
        assert [item["id"] for item in found] == [german, english]

    @pytest.mark.parametrize("q", ["\0", "%", "_", "'", "x" * 5000, "\ud83d\ude00"])
    def test_no_search_is_an_error(self, admin_client, q):
        q = q.encode("utf-16", "surrogatepass").decode("utf-16")
        assert admin_client.get(url("articles"), {"q": q, "not": q}).status_code == 200

    def test_a_pasted_text_is_read_as_the_importer_reads_it(self, client):
        client.force_login(factories.make_user("Reporter"))
        text = "Advertisement\r\n\r\nA subhead\r\nA <b>story.\r\nAlly: x\r\nFuel: y\r\ntj/ng (AFP)"
        assert client.post(url("paste"), {"text": text}).json() == {
            "html": (
                "<h2>A subhead</h2>\n<p>A &lt;b&gt;story.</p>\n"
                '<dl data-key-points=""><div><dt>Ally</dt><dd>x</dd></div>'
                "<div><dt>Fuel</dt><dd>y</dd></div></dl>\n<p>tj/ng (AFP)</p>"
            ),
            "leftOut": ["Advertisement"],
        }

    @pytest.mark.parametrize("text", ["", "\0\x07", " \r\n", "Advertisement", "\u202e"])
    def test_a_paste_without_text_is_no_error(self, admin_client, text):
        answer = admin_client.post(url("paste"), {"text": text})
        assert (answer.status_code, answer.json()["html"]) == (200, "")

    def test_a_paste_that_is_far_too_long_is_refused(self, admin_client):
        answer = admin_client.post(url("paste"), {"text": "x" * 2_000_001})
        assert (answer.status_code, answer.json()) == (400, {"error": "The text is too long."})

    def test_a_paste_from_another_site_is_refused(self, admin_user, settings):
        settings.ROOT_URLCONF = "newsroom.urls"  # the answer is a page of the whole newsroom
        clear_url_caches()
        client = Client(enforce_csrf_checks=True)
        client.force_login(admin_user)
        assert client.post(url("paste"), {"text": "a"}).status_code == 403
