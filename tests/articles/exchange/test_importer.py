from datetime import UTC, datetime, timedelta

import pytest

from articles import actions
from articles.body import ReadMore, parse, references
from articles.enums import Verb
from articles.exchange.importer import Importer, Status, hash_of
from articles.exchange.problems import ImportProblem, Remark
from articles.exchange.text import parse_text
from articles.models import (
    Agency,
    Article,
    Contributor,
    Event,
    ImportedItem,
    Publication,
    Section,
    Tag,
    Version,
)
from tests.factories import (
    AT,
    make_article,
    make_contributor,
    make_language,
    make_section,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db
TEXT = """\
The harbour stays open. Two ships came in.
They left again on Sunday.
Read more: How the ice was broken
tj, aw/ng (AP, Reuters)"""


@pytest.fixture
def bring(tmp_path):
    def bring(text, name="a.txt", *, at=AT, **options):
        importer = Importer(**options)
        return importer.bring(tmp_path / name, text, parse_text(text), at=at)

    return bring


def counts():
    models = (Article, Version, Event, ImportedItem, Contributor, Agency, Tag, Publication)
    return [model.objects.count() for model in models]


def test_a_text_becomes_a_draft(bring):
    world = make_section("World", slug="world")
    known = make_contributor("Tara Jones", initials="tj")
    outcome = bring(TEXT, section="world")
    article = Article.objects.get()
    assert (outcome.status, outcome.article, outcome.remarks) == (Status.CREATED, article, ())
    assert (article.headline, article.headline_is_working) == ("The harbour stays open", True)
    assert article.teaser == "The harbour stays open. Two ships came in."
    assert article.body == (
        '<p>They left again on Sunday.</p>\n<aside data-wanted="How the ice was broken"></aside>'
    )
    assert (article.section, article.language_id, article.stage) == (world, "en", "draft")
    assert article.slug == "the-harbour-stays-open"
    credits = article.credits.values_list("initials", "role", "name", "contributor__is_complete")
    assert list(credits) == [
        ("tj", "writer", "Tara Jones", True),
        ("aw", "writer", "aw", False),
        ("ng", "editor", "ng", False),
    ]
    assert article.credits.first().contributor == known
    assert [row.agency.short_name for row in article.agency_credits.all()] == ["AP", "Reuters"]
    assert article.version_number == article.versions.get().number == 1
    assert list(Event.objects.values_list("verb", "by", "at")) == [(Verb.IMPORTED, None, AT)]
    assert not Publication.objects.exists()


def test_again_changes_nothing(bring):
    bring(TEXT)
    before = counts()
    outcome = bring(TEXT.replace("\n", "\r\n") + "\n\n")
    assert (outcome.status, outcome.article) == (Status.KNOWN, Article.objects.get())
    assert counts() == before


def test_the_same_content_under_another_name(bring, tmp_path):
    bring(TEXT)
    before = counts()
    outcome = bring(TEXT, "b.txt")
    assert outcome.status == Status.KNOWN
    assert outcome.remarks == (Remark(f"the same text came as {tmp_path}/a.txt"),)
    assert counts() == before


def test_headers_are_followed(bring):
    make_language("de", "Deutsch")
    make_section("World", slug="world")
    science = make_section("Science", slug="science", names={"de": "Wissenschaft"})
    topics = [make_topic("Ports", slug="ports"), make_topic("Ice", names={"de": "Eis"})]
    tag = Tag.objects.create(name="Schiffe")
    bring(
        "Headline: Zwei Schiffe\nKicker: Winter\nLanguage: Deutsch\nSection: Wissenschaft\n"
        "Topics: Eis, ports\nTags: schiffe, Neu\nPlace: Port Ellis\nDateline: PORT ELLIS\n"
        "SEO title: S\nSEO description: D\nTranslators: Karl Lang, kl\n\nDer Hafen.\nEnde.\ntj",
        section="world",
    )
    article = Article.objects.get()
    assert (article.headline, article.headline_is_working) == ("Zwei Schiffe", False)
    assert (article.language_id, article.section) == ("de", science)
    assert set(article.topics.all()) == set(topics)
    assert sorted(article.tags.names()) == ["Neu", "Schiffe"]
    assert Tag.objects.count() == 2
    assert tag in article.tags.all()
    assert (article.kicker, article.place, article.dateline) == (
        "Winter",
        "Port Ellis",
        "PORT ELLIS",
    )
    assert (article.seo_title, article.seo_description) == ("S", "D")
    assert list(article.credits.values_list("name", "initials", "role")) == [
        ("tj", "tj", "writer"),
        ("Karl Lang", "", "translator"),
        ("kl", "kl", "translator"),
    ]


def test_what_finds_no_place_is_in_the_note(bring):
    outcome = bring(
        "Headline: H\nNote: Call him.\nDate: 2019-04-01\nKey: k1\nTopics: Moon\n\nA.\n[picture: x]"
    )
    assert outcome.article.note == (
        "Call him.\nDate: 2019-04-01T00:00:00+00:00\nKey: k1\n"
        "Import: line 8: no picture is called “x”\nImport: there is no topic “Moon”"
    )
    assert [str(remark) for remark in outcome.remarks] == [
        "line 8: no picture is called “x”",
        "there is no topic “Moon”",
    ]


GERMAN = "Der Minister und die Partei wissen nicht, mit wem sich das Land auf eine Linie einigt."


def test_language_text_then_option_then_guess_then_site(bring):
    make_language("de")
    make_language("fr")
    assert bring(GERMAN, "1").article.language_id == "de"
    told = bring(GERMAN + " A", "2", language="fr")
    assert told.article.language_id == "fr"
    assert told.remarks == (Remark("reads like “de”, taken as “fr”"),)
    headed = f"Language: en\n\n{GERMAN} B"
    assert bring(headed, "3", language="fr").article.language_id == "en"
    assert bring("Short.", "4").article.language_id == "en"


def test_a_guess_that_the_newsroom_does_not_publish_in(bring):
    outcome = bring(GERMAN)
    assert outcome.article.language_id == "en"
    assert outcome.remarks == (Remark("reads like “de”, taken as “en”"),)


def test_read_more_is_bound_by_headline_in_that_language(bring):
    make_language("de")
    make_article(headline="How the ice was broken", language_id="de")
    target = make_article(headline="How the Ice Was Broken")
    article = bring(TEXT, language="en").article
    assert references(parse(article.body)).read_more == (ReadMore(target.pk),)
    assert article.read_more_references.get().target == target


def test_a_wanted_read_more_is_bound_when_its_article_comes(bring):
    first = bring(TEXT).article
    second = bring("Headline: “How the ice was broken”\n\nLike this.", "b.txt").article
    first.refresh_from_db()
    assert references(parse(first.body)).read_more == (ReadMore(second.pk),)
    assert bring(TEXT).status == Status.KNOWN


def test_a_changed_source_changes_its_draft(bring):
    article = bring("Tags: a, b\n\n" + TEXT).article
    changed = "Tags: b, c\n\n" + TEXT.replace("stays", "remains").replace("aw/ng", "kl")
    outcome = bring(changed)
    assert (outcome.status, outcome.article.pk) == (Status.UPDATED, article.pk)
    article.refresh_from_db()
    assert (article.headline, article.headline_is_working) == ("The harbour remains open", True)
    assert article.slug == "the-harbour-remains-open"
    assert list(article.credits.values_list("initials", "role")) == [
        ("tj", "writer"),
        ("kl", "writer"),
    ]
    assert sorted(article.tags.names()) == ["b", "c"]
    assert article.version_number == 2
    assert ImportedItem.objects.get().version_number == 2
    assert bring(changed).status == Status.KNOWN


def test_a_bound_link_is_no_work_of_the_desk(bring):
    bring(TEXT)
    bring("Headline: How the ice was broken\n\nLike this.", "b.txt")
    assert bring(TEXT + "\nMore.").status == Status.UPDATED


@pytest.mark.parametrize("touch", ["save", "submit", "publish"])
def test_what_the_desk_has_touched_is_left_alone(bring, touch):
    article = bring(TEXT, section=make_section().slug).article
    user = make_user("superuser")
    if touch == "save":
        article.teaser = "Mended."
        actions.save(article, by=user, at=AT)
    elif touch == "submit":
        actions.submit(article, by=None, at=AT)
    else:
        actions.publish(article, by=user, at=AT, override="now")
    before = counts(), Article.objects.values().get()
    outcome = bring(TEXT.replace("stays", "remains"))
    assert outcome.status == Status.LEFT_ALONE
    assert (counts(), Article.objects.values().get()) == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Take a look at the beta version of x.com. We're not done yet!", "holds no text"),
        ("tj/ng (AP)", "holds no text"),
        ("Headline: H\n\ntj/ng (AP)", "holds no text"),
        ("Section: Moon\n\nA.", "there is no section “Moon”; there are: none yet"),
        ("Language: tlh\n\nA.", "there is no language “tlh”; there are: en"),
        (
            "Headline: H\nDate: 9999-12-31T23:59-14:00\n\nA.",
            "2: its date 9999-12-31T23:59:00-14:00 is not in the years 1600 to 9998",
        ),
        ("Date: 0001-01-01T00:00\n\nA.", "1: its date 0001-01-01T00:00:00+00:00 is not"),
        (
            "A.\n" + "Read more: B\n" * 201,
            "The text has 201 “Read more” lines; 200 are the most.",
        ),
        (f"Headline: {'x' * 301}\n\nA.", "headline: Ensure this value has at most 300"),
        (f"Kicker: {'x' * 81}\n\nA.", "kicker: Ensure this value has at most 80"),
        (f"Teaser: {'x' * 1001}\n\nA.", "its teaser is longer than 1,000 characters"),
        (f"Tags: New, {'x' * 101}\n\nA.\ntj/ng (AP)", "name: Ensure this value has at most 100"),
    ],
)
def test_what_is_wrong_leaves_nothing_behind(bring, text, reason):
    before = counts()
    with pytest.raises(ImportProblem) as caught:
        bring(text)
    assert str(caught.value).removeprefix(":").startswith(reason)
    assert counts() == before


def test_after_a_failure_the_run_goes_on(tmp_path):
    importer = Importer()
    bad = f"Tags: New, {'x' * 101}\n\nA.\ntj/ng (AP)"
    with pytest.raises(ImportProblem):
        importer.bring(tmp_path / "bad", bad, parse_text(bad), at=AT)
    good = "Tags: New\n\nB.\ntj/ng (AP)"
    article = importer.bring(tmp_path / "good", good, parse_text(good), at=AT).article
    assert list(article.tags.names()) == ["New"]
    assert article.credits.count() == 2


def test_options_are_checked_first():
    with pytest.raises(ImportProblem, match="there is no section “Moon”"):
        Importer(section="Moon")
    with pytest.raises(ImportProblem, match="there is no language “tlh”"):
        Importer(language="tlh")


def test_publish(bring):
    make_section("World", slug="world")
    outcome = bring("Date: 2019-04-01\n\n" + TEXT, section="world", publish=True)
    publication = Publication.objects.get()
    assert publication.article == outcome.article
    assert publication.published_at == datetime(2019, 4, 1, tzinfo=UTC)
    assert outcome.article.note == ""
    assert Publication.objects.live(AT).count() == 1


@pytest.mark.parametrize("publish", [False, True])
def test_the_earliest_and_the_latest_date(bring, publish):
    make_section("World", slug="world")
    for name, date in (("a", "1600-01-01T00:00Z"), ("b", "9998-12-31T23:59Z")):
        outcome = bring(f"Date: {date}\n\n{name}", name, section="world", publish=publish)
        assert outcome.status == Status.CREATED


def test_publish_in_the_future_is_scheduled(bring):
    make_section("World", slug="world")
    bring("Date: 2190-04-01\n\n" + TEXT, section="world", publish=True)
    assert Publication.objects.get().published_at == datetime(2190, 4, 1, tzinfo=UTC)
    assert Publication.objects.live(AT).count() == 0


def test_a_changed_source_updates_what_the_import_itself_published(bring):
    make_section("World", slug="world")
    bring(TEXT, section="world", publish=True)
    later = AT + timedelta(hours=1)
    changed = TEXT.replace("stays", "remains")
    assert bring(changed, section="world", publish=True, at=later).status == Status.UPDATED
    publication = Publication.objects.get()
    assert publication.headline == "The harbour remains open"
    assert (publication.published_at, publication.updated_at) == (AT, later)


def test_publish_without_a_section_stores_nothing(bring):
    before = counts()
    with pytest.raises(ImportProblem, match="Choose a section"):
        bring(TEXT, publish=True)
    assert counts() == before
    assert Section.objects.count() == 0


def test_a_deleted_article_comes_back(bring):
    bring(TEXT).article.delete()
    assert bring(TEXT).status == Status.CREATED


def test_hash_of():
    assert hash_of("a \r\nb\n\n") == hash_of("\ufeffa\nb")
    assert hash_of("a\nb") != hash_of("a\n b")
    assert len(hash_of("\ud800")) == 64
