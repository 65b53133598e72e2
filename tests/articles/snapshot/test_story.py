from datetime import timedelta

import pytest
from django.utils.html import escape

from articles.snapshot.page import make_ready
from articles.snapshot.story import PARTS
from tests.factories import AT, make_article, make_contributor, make_live, make_tag, make_topic

pytestmark = pytest.mark.django_db
HOSTILE = "<script>\"'&"


def parts(article, *, updated_at=AT):
    data = article.versions.first().data
    ready = make_ready(data, article_id=article.pk, published_at=AT, updated_at=updated_at)
    return ready.columns["page"]["parts"]


def test_everything_written_is_escaped():
    article = make_article(
        headline=HOSTILE,
        kicker=HOSTILE,
        teaser=HOSTILE,
        dateline=HOSTILE,
        topics=[make_topic(HOSTILE)],
        tags=[make_tag(HOSTILE)],
        credits=[(make_contributor(HOSTILE, "<b>"), "writer")],
    )
    made = parts(article)
    assert tuple(made) == PARTS
    html = "".join(made.values())
    assert "<script" not in html
    assert "<b>" not in html
    assert html.count(escape(HOSTILE)) >= 6


def test_says_updated_only_when_it_was():
    article = make_article()
    assert "Updated" not in parts(article)["meta"]
    assert "Updated" in parts(article, updated_at=AT + timedelta(hours=1))["meta"]


def test_what_is_not_there_leaves_nothing():
    made = parts(make_article())
    assert (made["figure"], made["subjects"]) == ("", "")


def test_a_page_is_made_of_them(client):
    article = make_live(headline="Ferry returns", tags=[make_tag("ferries")])
    page = client.get(f"/en/{article.slug}/a-{article.pk}/").content.decode()
    for html in article.publication.page["parts"].values():
        assert html in page
