"""Topics and tags in their forms: what the database would refuse is said in words before."""

import pytest
from django.urls import reverse

from articles.actions import tags
from articles.models import Article, Section, Tag, Topic
from tests.factories import AT, make_tag, make_topic

from .conftest import ADD, errors, form_at, full_form

pytestmark = pytest.mark.django_db


def sent(client, row, **fields):
    url = reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
    return client.post(url, form_at(client, url) | fields)


def test_a_topic_under_itself_is_refused_at_its_parent(editor):
    top = make_topic("Shipping")
    child = make_topic("Ports", parent=top)
    refused = sent(editor, top, parent=child.pk)
    assert errors(refused) == ["“Ports” lies under this topic, so it cannot be above it."]
    assert errors(sent(editor, top, parent=top.pk)) == ["A topic cannot be its own parent."]
    assert Topic.objects.get(pk=top.pk).parent is None


@pytest.mark.parametrize("name", ["BIRDIES", "bird\u200bies", " birdies "])
def test_a_tag_is_there_once(editor, name):
    make_tag("birdies")
    data = form_at(editor, reverse("admin:articles_tag_add")) | {"name": name, "slug": "other"}
    refused = editor.post(reverse("admin:articles_tag_add"), data)
    assert refused.status_code == 200
    assert errors(refused) == ["There is a tag with this name already."]
    assert Tag.objects.get().name == "birdies"


def test_a_name_that_is_taken_is_refused_with_what_can_be_done(editor):
    birdies, golf = make_tag("birdies"), make_tag("golf")
    taken = ["There is a tag with this name. Merge both instead."]
    refused = sent(editor, golf, name="Birdies")
    assert refused.context["adminform"].form.errors == {"name": taken}
    tags.merge(birdies, golf, by=None, at=AT)
    merged = ["“birdies” was merged into “golf”. Undo that first."]
    for url in (f"/admin/articles/tag/{golf.pk}/change/", "/admin/articles/tag/add/"):
        data = form_at(editor, url) | {"name": "Birdies", "slug": "other"}
        assert editor.post(url, data).context["adminform"].form.errors == {"name": merged}
    assert sorted(Tag.objects.values_list("name", "slug")) == [
        ("birdies", "birdies"),
        ("golf", "golf"),
    ]


def test_tags_typed_in_an_article_are_cleaned_and_found_again(editor):
    tag = make_tag("birdies")
    typed = "BIRDIES, bird\u200bies, \u200b, می\u200cخواهم, golf, GOLF"
    assert editor.post(ADD, full_form(editor, tags=typed)).status_code == 302
    names = Article.objects.get().tags.names()
    assert sorted(name.lower() for name in names) == ["birdies", "golf", "می\u200cخواهم"]
    assert Tag.objects.get(pk=tag.pk).name == "birdies"


@pytest.mark.parametrize("name", ["\u202e\u200b", "\u200b", "\u2066\u2069"])
def test_a_section_needs_a_name_that_can_be_seen(editor, name):
    data = form_at(editor, reverse("admin:articles_section_add")) | {"name": name, "slug": "x"}
    refused = editor.post(reverse("admin:articles_section_add"), data)
    assert errors(refused) == ["This field cannot be blank."]
    assert not Section.objects.exists()


def test_an_article_needs_a_headline_that_can_be_seen(editor):
    data = full_form(editor)
    for headline in ("\u200b\u202e", "\u2060"):
        refused = editor.post(ADD, data | {"headline": headline})
        assert refused.status_code == 200
        assert "This field cannot be blank." in errors(refused)
    assert not Article.objects.exists()
    assert editor.post(ADD, data | {"headline": "A\u202eB", "teaser": "\u200b"}).status_code == 302
    article = Article.objects.get()
    assert (article.headline, article.teaser) == ("AB", "")
