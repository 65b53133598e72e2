"""A version whenever anything changed and never else; nothing half written."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import Conflict, NotAllowed, NotReady
from articles.body import canonical
from articles.enums import Verb
from articles.models import (
    AgencyCredit,
    Article,
    Credit,
    Event,
    ImageReference,
    Publication,
    PublicationReadMore,
    ReadMoreReference,
    TaggedArticle,
    Version,
)
from tests.factories import (
    AT,
    approve,
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_section,
    make_tag,
    make_topic,
    make_user,
    make_version,
    make_withdrawn,
    related_rows,
)

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
NOT_CONTENT = {
    # Made by the system, or says who works on it and where it stands.
    "id",
    "headline_key",
    "stage",
    "version_number",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
    "assigned_to",
}


def new_values():
    make_language("de")
    return {
        "language": make_language("de"),
        "kicker": "New kicker",
        "headline": "New headline",
        "headline_is_working": True,
        "teaser": "New teaser",
        "body": "<p>New text</p>",
        "slug": "new-slug",
        "section": make_section(),
        "lead_image": make_image(),
        "place": "Port Ellis",
        "dateline": "PORT ELLIS, May 1",
        "seo_title": "New title",
        "seo_description": "New description",
        "note": "New note",
        "translation_of": make_article(language_id="de"),
    }


CONTENT = sorted({field.name for field in Article._meta.concrete_fields} - NOT_CONTENT)


def everything():
    """All rows that a save may touch, to see that nothing moved."""
    models = (
        Article,
        Version,
        Event,
        Credit,
        AgencyCredit,
        TaggedArticle,
        Article.topics.through,
        ReadMoreReference,
        ImageReference,
        PublicationReadMore,
    )
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


@pytest.mark.parametrize("name", CONTENT)
def test_each_field_makes_a_version(name):
    article = make_article(headline="Old headline")
    value = new_values()[name]
    version = make_version(article, at=LATER, **{name: value})
    assert version.number == 2
    stored = Article.objects.get(pk=article.pk)
    assert getattr(stored, name) == value
    assert (stored.version_number, stored.changed_at) == (2, LATER)
    key = Article._meta.get_field(name).attname
    assert version.data[key] == getattr(stored, key)
    assert version.data != stored.versions.get(number=1).data
    assert list(stored.events.values_list("verb", "version_number")) == [
        ("saved", 2),
        ("created", 1),
    ]


@pytest.mark.parametrize("name", CONTENT)
def test_the_same_value_again_makes_none(name):
    article = make_article(headline="Old headline")
    make_version(article, **{name: new_values()[name]})
    before = everything()
    assert make_version(Article.objects.get(pk=article.pk), at=LATER) is None
    assert without_ids(everything()) == without_ids(before)


def without_ids(rows):
    """Related rows are written anew at each save; that must not count as a change."""
    loose = {"Credit", "AgencyCredit", "ReadMoreReference", "ImageReference"}
    return {
        name: [{k: v for k, v in row.items() if k != "id" or name not in loose} for row in found]
        for name, found in rows.items()
    }


def related_cases():
    people = [make_contributor(initials=initials) for initials in ("tj", "aw")]
    wires = [make_agency("AP"), make_agency("dpa")]
    writers = [(people[0], "writer"), (people[1], "writer")]
    return {
        "topics": ({}, {"topics": [make_topic()]}),
        "tags": ({}, {"tags": [make_tag()]}),
        "credits": ({}, {"credits": writers[:1]}),
        "agencies": ({}, {"agencies": wires[:1]}),
        "a role": ({"credits": writers[:1]}, {"credits": [(people[0], "editor")]}),
        "credits in another order": ({"credits": writers}, {"credits": writers[::-1]}),
        "agencies in another order": ({"agencies": wires}, {"agencies": wires[::-1]}),
        "a topic fewer": ({"topics": [make_topic()]}, {}),
        "a tag fewer": ({"tags": [make_tag()]}, {}),
        "an agency fewer": ({"agencies": wires}, {"agencies": wires[:1]}),
    }


RELATED = (
    "topics",
    "tags",
    "credits",
    "agencies",
    "a role",
    "credits in another order",
    "agencies in another order",
    "a topic fewer",
    "a tag fewer",
    "an agency fewer",
)


@pytest.mark.parametrize("case", RELATED)
def test_each_related_row_makes_a_version(case):
    before, after = related_cases()[case]
    article = make_article(**before)
    assert make_version(article, related=related_rows(article, **before)) is None
    version = make_version(article, related=related_rows(article, **after), at=LATER)
    assert version.number == 2
    assert make_version(article, related=related_rows(article, **after)) is None
    assert Article.objects.get(pk=article.pk).changed_at == LATER


def test_moving_a_credit_or_an_agency_makes_a_version_in_the_new_order():
    """A form moves rows by their position and keeps them."""
    people = [(make_contributor(initials=initials), "writer") for initials in ("tj", "aw")]
    article = make_article(credits=people, agencies=[make_agency("AP"), make_agency("dpa")])
    first_credit, first_agency = article.credits.first(), article.agency_credits.first()
    for row in (first_credit, first_agency):
        row.position = 9
    data = make_version(article, related=lambda: (first_credit.save(), first_agency.save())).data
    assert [row["initials"] for row in data["credits"]] == ["aw", "tj"]
    assert [row["short_name"] for row in data["agencies"]] == ["dpa", "AP"]


def test_numbers_run_from_one_without_gaps():
    article = make_article()
    for text in ("a", "a", "b", "b", "c"):
        make_version(article, kicker=text)
    numbers = article.versions.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4]
    assert Article.objects.get(pk=article.pk).version_number == 4


def test_who_when_and_why_are_recorded():
    editor = make_user("Editor")
    article = make_article()
    article.kicker = "New"
    version = actions.save(article, by=editor, at=LATER, why="A better word")
    assert (version.created_by, version.created_at, version.why) == (editor, LATER, "A better word")
    event = article.events.get(verb=Verb.SAVED)
    assert (event.by, event.at, event.why, event.version_number) == (
        editor,
        LATER,
        "A better word",
        2,
    )
    stored = Article.objects.get(pk=article.pk)
    assert (stored.changed_by, stored.changed_at, stored.created_at) == (editor, LATER, AT)


def test_a_save_over_a_newer_version_writes_nothing():
    reporter = make_user("Reporter")
    mine = make_article(by=reporter)
    theirs = Article.objects.get(pk=mine.pk)
    make_version(theirs, headline="Theirs")
    before = everything()
    mine.headline, mine.note = "Mine", "Mine"
    wrote = related_rows(mine, topics=[make_topic()], tags=[make_tag()])
    with pytest.raises(Conflict) as caught:
        actions.save(mine, by=reporter, at=LATER, related=wrote, expected_version=1)
    assert caught.value.current == 2
    assert everything() == before
    assert (mine.headline, mine.note) == ("Mine", "Mine")


def test_a_save_over_the_expected_version_is_taken():
    article = make_article()
    article.headline = "New"
    assert actions.save(article, by=None, at=LATER, expected_version=1).number == 2


def test_saving_what_may_not_be_edited_writes_nothing():
    article = make_article(by=make_user("Reporter"))
    before = everything()
    for by in (make_user("Reporter"), make_user("nobody"), make_user("Feedback reviewer")):
        article.headline = "Stolen"
        with pytest.raises(NotAllowed):
            actions.save(article, by=by, at=LATER, related=related_rows(article, tags=[make_tag()]))
    assert everything() == before


@pytest.mark.parametrize("role", ["nobody", "Feedback reviewer"])
def test_nobody_without_the_permission_writes_articles(role):
    article = Article(headline="Mine", language_id="en")
    with pytest.raises(NotAllowed):
        actions.save(article, by=make_user(role), at=AT)
    assert not Article.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize("body", ["{other}999", "image", "itself"])
def test_a_body_that_points_at_nothing_is_refused_whole(body):
    article = make_article()
    before = everything()
    article.headline = "New"
    article.body = {
        "itself": f'<aside data-read-more="{article.pk}"></aside>',
        "image": '<figure data-image="999999"></figure>',
    }.get(body, f'<aside data-read-more="{article.pk}999"></aside>')
    with pytest.raises(NotReady) as caught:
        actions.save(article, by=None, at=LATER, related=related_rows(article, tags=[make_tag()]))
    assert len(caught.value.problems) == 1
    assert everything() == before


def test_a_refused_new_article_can_be_mended_and_saved():
    article = Article(
        headline="New", language_id="en", body='<aside data-read-more="999999"></aside>'
    )
    with pytest.raises(NotReady):
        actions.save(article, by=None, at=AT)
    assert article.pk is None
    article.body = "<p>Mended</p>"
    assert actions.save(article, by=None, at=AT).number == 1
    assert Article.objects.get().body == "<p>Mended</p>"


def test_an_error_while_related_rows_are_written_takes_all_back():
    article = make_article(tags=[make_tag()])
    before = everything()

    def related():
        article.tags.set([])
        raise ZeroDivisionError

    article.headline = "New"
    with pytest.raises(ZeroDivisionError):
        actions.save(article, by=None, at=LATER, related=related)
    assert everything() == before


def test_a_stale_instance_cannot_move_the_stage():
    stale = make_article()
    actions.submit(stale, by=None, at=AT)
    approve(stale)
    assert stale.stage == "draft"
    make_version(stale, headline="New")
    assert Article.objects.get(pk=stale.pk).stage == "approved"


def test_a_stale_instance_cannot_change_who_wrote_it():
    reporter = make_user("Reporter")
    article = make_article(by=reporter)
    article.created_by, article.created_at = make_user("Reporter"), LATER
    make_version(article, headline="New")
    stored = Article.objects.get(pk=article.pk)
    assert (stored.created_by, stored.created_at) == (reporter, AT)


def test_assigning_is_stored_without_a_version():
    article, reporter = make_article(), make_user("Reporter")
    assert make_version(article, assigned_to=reporter, at=LATER) is None
    stored = Article.objects.get(pk=article.pk)
    assert (stored.assigned_to, stored.changed_at, stored.version_number) == (reporter, AT, 1)


def test_a_working_headline_that_is_rewritten_is_no_longer_one():
    article = make_article(headline="From the wire", headline_is_working=True)
    make_version(article, teaser="Same headline")
    assert Article.objects.get(pk=article.pk).headline_is_working is True
    make_version(article, headline="Written by hand")
    assert Article.objects.get(pk=article.pk).headline_is_working is False


def test_a_very_long_text_comes_back_word_for_word():
    words = [f"word{n}" for n in range(20_000)]
    body = "\n".join(
        f"<p>{' '.join(words[start : start + 50])}</p>" for start in range(0, 20_000, 50)
    )
    article = make_article(body=body)
    stored = Article.objects.get(pk=article.pk)
    assert stored.body == body
    assert article.versions.get().data["body"] == body


def test_what_is_stored_is_canonical_and_the_next_save_is_idle():
    article = make_article(body="<p onclick=x>Hello <b>you</b><script>x</script></p><div>More")
    assert article.body == canonical(article.body)
    assert "script" not in article.body
    assert make_version(Article.objects.get(pk=article.pk)) is None


def test_reference_rows_follow_the_body():
    target, image = make_article(), make_image()
    article = make_article(
        body=f'<aside data-read-more="{target.pk}"></aside>'
        f'<figure data-image="{image.pk}"></figure>'
        '<aside data-wanted="Not yet — written"></aside>'
        f'<aside data-read-more="{target.pk}"></aside>'
    )
    rows = article.read_more_references.values_list("position", "target", "wanted", "wanted_key")
    assert list(rows) == [
        (0, target.pk, "", ""),
        (1, None, "Not yet — written", "not yet written"),
        (2, target.pk, "", ""),
    ]
    assert list(article.image_references.values_list("position", "image")) == [(0, image.pk)]
    make_version(article, body="<p>None</p>")
    assert not article.read_more_references.exists()
    assert not article.image_references.exists()


class TestTranslations:
    def test_a_second_one_into_the_same_language_is_refused_in_words(self):
        make_language("de")
        original = make_article()
        make_article(language_id="de", translation_of=original)
        other = make_article(language_id="de")
        before = everything()
        with pytest.raises(NotReady):
            make_version(other, translation_of=original)
        assert everything() == before

    def test_one_into_the_language_of_the_original_is_refused(self):
        original, other = make_article(), make_article()
        with pytest.raises(NotReady):
            make_version(other, translation_of=original)

    def test_a_translation_of_a_translation_belongs_to_the_original(self):
        for code in ("de", "fr"):
            make_language(code)
        original = make_article()
        german = make_article(language_id="de", translation_of=original)
        french = make_article(language_id="fr", translation_of=german)
        assert Article.objects.get(pk=french.pk).translation_of == original
        assert french.versions.get().data["translation_of_id"] == original.pk

    def test_what_has_translations_cannot_become_one(self):
        for code in ("de", "fr"):
            make_language(code)
        original = make_article()
        make_article(language_id="de", translation_of=original)
        with pytest.raises(NotReady):
            make_version(original, translation_of=make_article(language_id="fr"))

    def test_nothing_is_a_translation_of_itself(self):
        article = make_article()
        with pytest.raises(NotReady):
            make_version(article, translation_of=article)


class TestWanted:
    def test_is_bound_at_once_where_the_headline_exists(self):
        target = make_article(headline="The Harbour “opens” again")
        article = make_article(body='<aside data-wanted="the harbour opens again."></aside>')
        assert article.body == f'<aside data-read-more="{target.pk}"></aside>'
        assert article.read_more_references.get().target == target
        assert article.versions.get().data["body"] == article.body

    def test_is_bound_when_the_headline_arrives(self):
        article = make_article(
            body='<p>Before</p><aside data-wanted="Harbour opens"></aside><p>After</p>'
        )
        target = make_article(headline="HARBOUR OPENS", at=LATER)
        stored = Article.objects.get(pk=article.pk)
        assert stored.body == (
            f'<p>Before</p>\n<aside data-read-more="{target.pk}"></aside>\n<p>After</p>'
        )
        assert (stored.version_number, stored.changed_by, stored.changed_at) == (2, None, LATER)
        assert stored.read_more_references.get().target == target
        event = stored.events.first()
        assert (event.verb, event.by, event.why) == (Verb.BOUND, None, "HARBOUR OPENS")

    def test_is_bound_when_a_headline_is_changed_to_it(self):
        article = make_article(body='<aside data-wanted="Harbour opens"></aside>')
        target = make_article(headline="Something else")
        make_version(target, headline="Harbour opens")
        assert Article.objects.get(pk=article.pk).body == (
            f'<aside data-read-more="{target.pk}"></aside>'
        )

    def test_is_bound_when_an_article_moves_into_the_language(self):
        make_language("de")
        article = make_article(body='<aside data-wanted="Harbour opens"></aside>')
        target = make_article(headline="Harbour opens", language_id="de")
        assert article.read_more_references.get().target is None
        make_version(target, language_id="en")
        assert article.read_more_references.get().target == target

    def test_is_not_bound_across_languages(self):
        make_language("de")
        article = make_article(body='<aside data-wanted="Zoo"></aside>')
        make_article(headline="Zoo", language_id="de")
        assert Article.objects.get(pk=article.pk).version_number == 1
        assert article.read_more_references.get().target is None

    def test_is_not_bound_to_the_article_itself(self):
        article = make_article(headline="Zoo", body='<aside data-wanted="Zoo"></aside>')
        assert article.read_more_references.get().target is None
        make_version(article, teaser="More")
        assert article.read_more_references.get().target is None
        other = make_article(headline="Zoo")
        assert article.read_more_references.get().target == other

    @pytest.mark.parametrize("headline", ["???", "…"])
    def test_signs_alone_are_no_headline_to_find(self, headline):
        live = make_live(body='<p>x</p><aside data-wanted="!!!"></aside>')
        make_article(headline=headline)
        assert live.read_more_references.get().target is None
        assert live.publication.read_more_rows.get().target is None

    def test_two_that_want_each_other_are_bound_both(self):
        first = make_article(headline="First", body='<aside data-wanted="Second"></aside>')
        second = make_article(headline="Second", body='<aside data-wanted="First"></aside>')
        assert first.read_more_references.get().target == second
        assert second.read_more_references.get().target == first

    def test_binding_leaves_stage_and_assignment_alone(self):
        reporter = make_user("Reporter")
        article = make_article(
            body='<p>x</p><aside data-wanted="Zoo"></aside>', assigned_to=reporter
        )
        approve(article)
        make_article(headline="Zoo")
        stored = Article.objects.get(pk=article.pk)
        assert (stored.stage, stored.assigned_to) == ("approved", reporter)

    def test_a_live_text_is_bound_and_readers_notice_nothing_else(self):
        live = make_live(body='<p>x</p><aside data-wanted="Zoo"></aside>')
        before = live.publication
        target = make_article(headline="Zoo", at=LATER)
        row = PublicationReadMore.objects.get(publication=live.pk)
        assert (row.target, row.wanted, row.wanted_key) == (target, "", "")
        after = Article.objects.get(pk=live.pk).publication
        assert (after.updated_at, after.pieces, after.page, after.card) == (
            before.updated_at,
            before.pieces,
            before.page,
            before.card,
        )

    def test_a_live_text_is_not_bound_across_languages(self):
        make_language("de")
        live = make_live(body='<p>x</p><aside data-wanted="Zoo"></aside>')
        make_live(headline="Zoo", language_id="de")
        assert PublicationReadMore.objects.get(publication=live.pk).target is None

    def test_a_text_with_many_wanted_lines_of_one_headline(self):
        article = make_article(body='<aside data-wanted="Zoo"></aside><p>x</p>' * 3)
        target = make_article(headline="Zoo")
        targets = article.read_more_references.values_list("target", flat=True)
        assert list(targets) == [target.pk] * 3
        assert Article.objects.get(pk=article.pk).version_number == 2


def test_editing_a_withdrawn_story_is_allowed_and_shows_nothing():
    article = make_withdrawn()
    before = article.publication
    make_version(article, headline="Better")
    assert Article.objects.get(pk=article.pk).publication.headline == before.headline


class TestBindingWhatIsLive:
    def test_readers_then_have_the_bound_version_and_nothing_newer_waits(self):
        live = make_live(body='<p>x</p><aside data-wanted="Comes later"></aside>')
        make_article(headline="Comes later")
        live.refresh_from_db()
        publication = Publication.objects.get(pk=live.pk)
        assert (live.version_number, publication.version.number) == (2, 2)

    def test_a_newer_text_is_not_published_by_it(self):
        live = make_live(body='<p>x</p><aside data-wanted="Comes later"></aside>')
        make_version(live, teaser="Newer, and not for readers yet.")
        make_article(headline="Comes later")
        live.refresh_from_db()
        publication = Publication.objects.get(pk=live.pk)
        assert (live.version_number, publication.version.number) == (3, 1)


class TestPointingAtWhatOneMayNotSee:
    def test_a_hidden_article_is_refused_as_one_that_does_not_exist_is(self):
        hidden = make_article(headline="Secret")
        reporter = make_user("Reporter")
        article = make_article(by=reporter)
        messages = []
        for pk in (hidden.pk, 999_999):
            body = f'<p>x</p><aside data-read-more="{pk}"></aside>'
            with pytest.raises(actions.NotReady) as refused:
                make_version(article, by=reporter, body=body)
            messages.append(str(refused.value).replace(str(pk), "?"))
        assert messages[0] == messages[1]

    def test_what_the_text_pointed_at_before_may_stay(self):
        hidden = make_article(headline="Secret")
        reporter = make_user("Reporter")
        article = make_article(by=reporter)
        body = f'<p>x</p><aside data-read-more="{hidden.pk}"></aside>'
        make_version(article, body=body)
        assert make_version(article, by=reporter, body=body, teaser="Other.") is not None

    def test_an_editor_may_point_at_any(self):
        hidden = make_article(headline="Secret")
        body = f'<p>x</p><aside data-read-more="{hidden.pk}"></aside>'
        assert make_article(by=make_user("Editor"), body=body).version_number == 1
