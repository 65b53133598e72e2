"""Merging tags at the desk, and taking it back from their history."""

import re

import pytest
from django.urls import reverse

from articles.actions import tags
from articles.models import Article, Tag, TagChange, Topic
from tests.factories import AT, make_article, make_live, make_tag, make_topic, make_user

from .conftest import ADD, change_url, errors, form_at, full_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def golf():
    return make_tag("golf")


@pytest.fixture
def birdies():
    return make_tag("birdies")


def url_of(page, tag):
    return reverse(f"admin:articles_tag_{page}", args=[tag.pk])


def text_of(response):
    return " ".join(response.content.decode().split())


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def offered(client, model, field, term=""):
    asked = {"app_label": "articles", "model_name": model, "field_name": field, "term": term}
    found = client.get(reverse("admin:autocomplete"), asked).json()["results"]
    return [row["text"] for row in found]


def merge(tag, into):
    return tags.merge(tag, into, by=None, at=AT)


def test_merging_asks_into_which_and_undo_stands_in_the_history(editor, birdies, golf):
    live = make_live(tags=[birdies])
    page = editor.get(url_of("merge", birdies))
    assert "1 article has this tag." in text_of(page)
    assert f'href="{url_of("merge", birdies)}"' in text_of(editor.get(url_of("change", birdies)))
    done = editor.post(url_of("merge", birdies), {"into": golf.pk}, follow=True)
    assert done.redirect_chain == [(url_of("history", golf), 302)]
    assert messages_of(done) == ["“birdies” was merged into “golf”; 1 article had it."]
    assert list(live.tags.names()) == ["golf"]
    assert "“birdies” was merged into “golf”" in text_of(done)
    change = TagChange.objects.get()
    for tag in (birdies, golf):
        assert f'name="change" value="{change.pk}"' in text_of(editor.get(url_of("history", tag)))
    undone = editor.post(url_of("history", golf), {"change": change.pk}, follow=True)
    assert messages_of(undone) == ["Undone."]
    assert list(live.tags.names()) == ["birdies"]
    assert 'name="change"' not in text_of(undone)


def test_a_new_name_is_a_change_that_the_history_undoes(editor, golf):
    live = make_live(tags=[golf])
    url = url_of("change", golf)
    assert editor.post(url, form_at(editor, url) | {"name": "Golf tour"}).status_code == 302
    golf.refresh_from_db()
    assert (golf.name, golf.slug) == ("Golf tour", "golf-tour")
    assert "It was called “golf” before" in text_of(editor.get(url_of("history", golf)))
    editor.post(url_of("history", golf), {"change": TagChange.objects.get().pk})
    assert list(live.tags.names()) == ["golf"]
    refused = editor.post(url, form_at(editor, url) | {"slug": "other"})
    assert refused.status_code == 302
    assert Tag.objects.get().slug == "other"


def test_what_is_refused_is_said_and_nothing_is_done(editor, birdies, golf):
    sport = make_tag("sport")
    page = editor.get(url_of("merge", birdies))
    assert page.status_code == 200
    assert " required" not in str(page.context["form"])  # it is hidden: no browser could say so
    for value in ("", "x", "999999", "9" * 30, "\0", birdies.pk):
        refused = editor.post(url_of("merge", birdies), {"into": value})
        assert refused.status_code == 200
        assert refused.context["form"].errors
        wanted = "A tag cannot be merged into itself." if value == birdies.pk else ""
        assert refused.context["form"].errors.get("__all__", [""]) == [wanted]
    first, second = merge(birdies, golf), merge(golf, sport)
    refused = editor.post(url_of("history", birdies), {"change": first.pk}, follow=True)
    assert messages_of(refused) == ["“golf” was merged into “sport”. Undo that first."]
    for key in ("", "x", "0", "9" * 30, second.pk):
        answer = editor.post(url_of("history", birdies), {"change": key})
        assert (key, answer.status_code) == (key, 404)
    assert not TagChange.objects.exclude(undone_at=None).exists()
    for key in ("999999", "x", "9" * 30):
        assert editor.get(f"/admin/articles/tag/{key}/history/").status_code == 404
    assert editor.get("/admin/articles/tag/999999/merge/").status_code == 404


def test_a_merged_tag_is_looked_at_and_neither_offered_nor_deleted(editor, birdies, golf):
    assert offered(editor, "tag", "merged_into") == ["birdies", "golf"]
    merge(birdies, golf)
    assert offered(editor, "tag", "merged_into") == ["golf"]
    page = editor.get(url_of("change", birdies))
    assert "This tag was merged into “golf”. That can be undone in the history." in text_of(page)
    assert 'name="_save"' not in text_of(page)
    assert editor.post(url_of("change", birdies), {"name": "x", "slug": "x"}).status_code == 403
    assert editor.post(url_of("merge", birdies), {"into": golf.pk}).status_code == 403
    assert editor.post(url_of("delete", birdies), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [birdies.pk, golf.pk], "post": "yes"}
    editor.post(reverse("admin:articles_tag_changelist"), chosen)
    assert Tag.objects.count() == 2
    listed = text_of(editor.get(reverse("admin:articles_tag_changelist")))
    assert f'<a href="{url_of("change", golf)}">golf</a>' in listed


def test_typing_it_gives_the_other_one(editor, birdies, golf):
    sport = make_tag("sport")
    merge(birdies, golf)
    merge(golf, sport)
    typed = full_form(editor, tags="BIRDIES, golf, sport, new")
    assert editor.post(ADD, typed).status_code == 302
    assert sorted(Article.objects.get().tags.names()) == ["new", "sport"]
    article = make_article(tags=[sport])
    page = form_at(editor, change_url(article)) | {"tags": "birdies"}
    assert editor.post(change_url(article), page).status_code == 302
    assert list(article.tags.names()) == ["sport"]


def test_who_may_only_look_sees_no_buttons(as_user, birdies, golf):
    change = merge(birdies, golf)
    reviewer = as_user(make_user("Feedback reviewer"))
    for page in ("history", "merge"):
        assert reviewer.get(url_of(page, golf)).status_code == 403
    assert reviewer.post(url_of("history", golf), {"change": change.pk}).status_code == 403
    reporter = as_user(make_user("Reporter"))
    assert 'name="change"' in text_of(reporter.get(url_of("history", golf)))


def test_articles_that_a_reporter_may_not_see_are_not_counted(as_user, birdies, golf):
    user = make_user("Reporter")
    make_live(tags=[birdies])
    make_article(tags=[birdies], by=user)
    for _n in range(3):
        make_article(tags=[birdies])
    counts = []
    for who in (make_user("Editor"), user):
        page = as_user(who).get(url_of("merge", birdies))
        counts.append(re.search(r"(\d+) articles have this tag", text_of(page))[1])
    done = as_user(user).post(url_of("merge", birdies), {"into": golf.pk}, follow=True)
    assert messages_of(done) == ["“birdies” was merged into “golf”; 2 articles had it."]
    for who in (make_user("Editor"), user):
        page = as_user(who).get(url_of("history", golf))
        counts.append(re.search(r"(\d+) articles<", text_of(page))[1])
    assert counts == ["5", "2", "5", "2"]
    assert len(TagChange.objects.get().articles) == 5


def test_a_tag_that_nothing_was_done_to_says_so(editor, golf):
    assert "This tag has kept its name" in text_of(editor.get(url_of("history", golf)))


@pytest.mark.parametrize("field", ["parent", "related"])
def test_a_retired_topic_is_on_no_list_to_choose_from(editor, field):
    make_topic("in use")
    retired = make_topic("retired", retired_at=AT)
    assert offered(editor, "topic", field) == ["in use"]
    listed = text_of(editor.get(reverse("admin:articles_topic_changelist")))
    assert re.search(r">retired</a>.*May 1, 2024", listed)
    for value, expected in (("no", ["in use"]), ("yes", ["retired"])):
        found = editor.get(reverse("admin:articles_topic_changelist"), {"retired": value})
        assert [topic.name for topic in found.context["cl"].queryset] == expected
    url = reverse("admin:articles_topic_change", args=[retired.pk])
    assert "May 1, 2024, by IPTC. Its stories and its page stay" in text_of(editor.get(url))
    data = form_at(editor, url) | {"name": "retired still"}
    assert editor.post(url, data).status_code == 302
    assert Topic.objects.get(pk=retired.pk).name == "retired still"


@pytest.mark.parametrize(("model", "make"), [("topic", make_topic), ("tag", make_tag)])
def test_they_are_listed_by_name_whatever_its_capitals(editor, model, make):
    for name in ("beta", "Alpha", "Gamma", "alpine"):
        make(name)
    found = editor.get(reverse(f"admin:articles_{model}_changelist")).context["cl"]
    assert [row.name for row in found.result_list] == ["Alpha", "alpine", "beta", "Gamma"]


def test_related_topics_are_so_both_ways(editor):
    one, other = make_topic("one"), make_topic("other")
    url = reverse("admin:articles_topic_change", args=[one.pk])
    assert editor.post(url, form_at(editor, url) | {"related": [other.pk]}).status_code == 302
    assert list(other.related.all()) == [one]


def test_names_in_languages_that_the_site_does_not_have_stay(editor):
    topic = make_topic("Trade", names={"sv": "Handel", "de": "Handel"})
    url = reverse("admin:articles_topic_change", args=[topic.pk])
    data = form_at(editor, url) | {"name": "Trade and markets"}
    assert "name_sv" not in data
    assert editor.post(url, data).status_code == 302
    topic.refresh_from_db()
    assert (topic.name, topic.names) == ("Trade and markets", {"sv": "Handel", "de": "Handel"})
    refused = editor.post(url, data | {"name": ""})
    assert errors(refused) == ["This field is required."]
