"""A version whenever anything changed and never else; nothing half written."""

from datetime import timedelta

import pytest

from articles import actions
from articles.actions import Conflict, NotAllowed, NotReady
from articles.body import canonical
from articles.enums import Verb
from articles.models import Article, Event
from tests.factories import (
    AT,
    approve,
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_section,
    make_tag,
    make_topic,
    make_user,
    make_version,
    make_withdrawn,
    related_rows,
)

from .conftest import everything

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
    "planned_for",
    "embargo_until",
    "translated_version",  # of another text
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


def test_editing_a_withdrawn_story_is_allowed_and_shows_nothing():
    article = make_withdrawn()
    before = article.publication
    make_version(article, headline="Better")
    assert Article.objects.get(pk=article.pk).publication.headline == before.headline
