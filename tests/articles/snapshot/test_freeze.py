"""A version holds the whole article, as JSON that comes back equal."""

import json

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Tag, Version
from articles.snapshot.freeze import PLAIN, REFERENCES, freeze, is_same
from tests.factories import (
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
    related_rows,
)

pytestmark = pytest.mark.django_db
# What an article has that is no content: who works on it, where it stands, what is derived.
LEFT_OUT = {
    "assigned_to_id",
    "changed_at",
    "changed_by_id",
    "created_at",
    "created_by_id",
    "embargo_until",
    "translated_version",
    "headline_key",
    "id",
    "planned_for",
    "stage",
    "version_number",
}


@pytest.fixture
def full():
    make_language("de")
    people = [make_contributor("Tamara Jost", "tj"), make_contributor("Nils Gahl", "ng")]
    return make_article(
        language_id="de",
        kicker="Kicker “x”",
        headline="Überschrift\u00a0\u2028 — ‎<b>",
        teaser="Teaser\nin two lines",
        body="<p>Text &amp; <strong>more</strong></p>",
        section=make_section(),
        lead_image=make_image(),
        place="Köln",
        dateline="KÖLN, 1. Mai",
        seo_title="Title",
        seo_description="Description",
        note="Note 😀",
        translation_of=make_article(),
        topics=[make_topic(), make_topic()],
        tags=[make_tag("zoo"), make_tag("art")],
        credits=[(people[1], "editor"), (people[0], "writer"), (people[0], "photographer")],
        agencies=[make_agency("Reuters"), make_agency("AP")],
    )


def test_every_field_is_frozen_or_known_not_to_be_content(full):
    fields = {field.attname for field in Article._meta.concrete_fields}
    assert fields == set(PLAIN) | set(REFERENCES) | LEFT_OUT


def test_every_related_row_is_frozen(full):
    owned = {
        field.name
        for field in Article._meta.get_fields()
        if field.many_to_many or (field.one_to_many and field.on_delete.__name__ == "CASCADE")
    }
    rewritten_from_body = {"read_more_references", "image_references"}
    beside = {"versions", "imported_items", "notes", "open_forms", "autosaves"}
    assert owned - rewritten_from_body - beside == {
        "topics",
        "tags",
        "tagged_items",
        "agencies",
        "agency_credits",
        "credits",
    }
    assert {"topics", "tags", "credits", "agencies"} <= freeze(full).keys()


def test_says_what_the_article_says(full):
    data = freeze(full)
    assert {name: data[name] for name in (*PLAIN, *REFERENCES)} == {
        name: getattr(full, name) for name in (*PLAIN, *REFERENCES)
    }
    assert data["topics"] == sorted(full.topics.values_list("pk", flat=True))
    assert data["tags"] == sorted(full.tags.values_list("pk", flat=True))
    assert (len(data["topics"]), len(data["tags"])) == (2, 2)
    assert [(row["initials"], row["role"]) for row in data["credits"]] == [
        ("ng", "editor"),
        ("tj", "writer"),
        ("tj", "photographer"),
    ]
    assert [row["short_name"] for row in data["agencies"]] == ["Reuters", "AP"]


def test_comes_back_from_json_and_from_the_database_equal(full):
    data = freeze(full)
    assert json.loads(json.dumps(data)) == data
    assert Version.objects.get(article=full).data == data
    assert freeze(Article.objects.get(pk=full.pk)) == data


def test_equal_articles_freeze_equal_in_whatever_order_rows_were_added():
    topics, tags = [make_topic(), make_topic()], [make_tag(), make_tag()]
    one = make_article(headline="Same", topics=topics, tags=tags, body="<p>x</p>", teaser="x")
    two = make_article(
        headline="Same", topics=topics[::-1], tags=tags[::-1], body="<p>x</p>", teaser="x"
    )
    assert freeze(one) == freeze(two)


def test_a_version_can_be_written_back(full):
    """The data suffice: an article made of them freezes to the same."""
    data = freeze(full)
    make_version(full, headline="Other", body="<p>Other</p>", related=related_rows(full))
    for name in (*PLAIN, *REFERENCES):
        setattr(full, name, data[name])

    def related():
        full.topics.set(data["topics"])
        full.tags.set(Tag.objects.filter(pk__in=data["tags"]))
        for position, row in enumerate(data["credits"]):
            full.credits.create(position=position, **row)
        for position, row in enumerate(data["agencies"]):
            full.agency_credits.create(position=position, agency_id=row["agency_id"])

    assert make_version(full, related=related).data == data


def test_a_name_is_frozen_as_credited(full):
    data = freeze(full)
    person = full.credits.first().contributor
    person.name = "Married Name"
    person.save()
    assert freeze(Article.objects.get(pk=full.pk)) == data


def test_it_holds_nothing_of_accounts(full):
    reporter = make_user("Reporter", username="marked-name", email="marked@example.com")
    Article.objects.filter(pk=full.pk).update(assigned_to=reporter, created_by=reporter)
    assert User.objects.filter(username="marked-name").exists()
    assert "marked" not in json.dumps(freeze(Article.objects.get(pk=full.pk)))


def test_costs_few_queries(full, django_assert_num_queries):
    with django_assert_num_queries(2):
        freeze(full)
    plain = make_article()
    with django_assert_num_queries(1):
        freeze(plain)


def test_what_pictures_say_is_frozen_in_the_article_s_language():
    make_language("de")
    lead = make_image(
        alt="A port", caption="At dawn", credit="A. Name/AP", alts={"de": "Ein Hafen"}
    )
    inside, other = make_image(alt="Ships"), make_image(alt="Not shown")
    body = f'<figure data-image="{inside.pk}"></figure>'
    article = make_article(language_id="de", lead_image=lead, body=body)
    assert freeze(article)["pictures"] == {
        str(lead.pk): {"alt": "Ein Hafen", "caption": "At dawn", "credit": "A. Name/AP"},
        str(inside.pk): {"alt": "Ships", "caption": "", "credit": "A. Name/AP"},
    }
    assert str(other.pk) not in freeze(article)["pictures"]


def test_a_version_from_before_pictures_were_frozen_is_no_other_text():
    article = make_article(lead_image=make_image())
    data = freeze(article)
    before = {name: value for name, value in data.items() if name != "pictures"}
    assert is_same(before, data)
    assert not is_same(before | {"kicker": "x"}, data)
    assert not is_same(data | {"pictures": {}}, data)
