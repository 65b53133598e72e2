"""The rights of a picture end while readers look on: no worker runs, nothing is made again."""

import re
import time
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.utils import timezone

from articles.models import Image, Publication
from tests.factories import make_image, make_live, make_topic

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
LEFT = timedelta(seconds=3)


def get(url, **headers):
    """Status, entity tag and text."""
    try:
        with urlopen(Request(url, headers=headers)) as answer:
            return answer.status, answer.headers["ETag"], answer.read().decode(errors="replace")
    except HTTPError as answer:
        return answer.status, answer.headers["ETag"], ""


def test_a_picture_leaves_every_page_at_its_moment(live_server, client):
    end = timezone.now() + LEFT
    image, topic = make_image(usable_until=end), make_topic()
    body = f'<p>x</p><figure data-image="{image.pk}"></figure>'
    at = timezone.now()
    article = make_live(at=at, lead_image=image, body=body, topics=[topic])
    beside = make_live(at=at, topics=[topic])
    paths = [
        "/en/",
        f"/en/{topic.slug}/t-{topic.pk}/",
        *(f"/en/{one.slug}/a-{one.pk}/" for one in (article, beside)),
        *(f"/en/feed.{form}" for form in ("rss", "atom", "json")),
        "/news-sitemap.xml",
    ]
    key = Image.objects.get(pk=image.pk).rendition_key
    rows = list(Publication.objects.order_by("pk").values())

    before = {path: get(f"{live_server}{path}") for path in paths}
    assert timezone.now() < end, "this machine is too slow for the test"
    assert [path for path, (_status, _tag, text) in before.items() if key not in text] == []
    [file] = set(re.findall(rf"/media/pictures/{key}/full-\d+\.jpg", before[paths[2]][2]))
    # Not of the test's server: it hands out what lies in the storage, and asks nobody.
    assert client.get(file).status_code == 200

    time.sleep(max(0, (end - timezone.now()).total_seconds()))

    for path in paths:
        status, tag, text = get(f"{live_server}{path}", **{"If-None-Match": before[path][1]})
        assert (path, status, key in text) == (path, 200, False)
        assert tag != before[path][1]
    assert client.get(file).status_code == 404
    assert list(Publication.objects.order_by("pk").values()) == rows
