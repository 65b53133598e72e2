"""The demo as `manage.py demo` loads it: every story in its stage, through the real actions."""

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image as Picture

from articles.models import (
    Article,
    Correction,
    Event,
    Image,
    Notification,
    PolicyText,
    Publication,
    ReadMoreReference,
)
from feedback.models import Submission
from newsroom.demo.accounts import GROUPS
from newsroom.demo.story import read_stories

pytestmark = pytest.mark.django_db


def load():
    out = StringIO()
    call_command("demo", stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_demo(monkeypatch, client):
    monkeypatch.setenv("DEMO_PASSWORD", "for-this-test")
    stories = read_stories()
    assert f"{len(stories)} articles loaded" in load()
    for name in GROUPS:
        assert authenticate(username=name, password="for-this-test") is not None
    now = timezone.now()
    stages = [story.stage for story in stories]
    assert Article.objects.count() == len(stories)
    assert Publication.objects.live(now).count() == stages.count("live")
    assert Publication.objects.scheduled(now).count() == stages.count("scheduled") == 1
    assert Publication.objects.gone(now).count() == stages.count("withdrawn") == 1
    assert ReadMoreReference.objects.filter(target=None).count() == 1
    assert Submission.objects.exists()
    assert not Notification.objects.filter(by_mail=True).exists()
    assert User.objects.get(username="editor").email == "editor@marhaven-courier.example"
    assert Event.objects.filter(verb="approved").exists()
    told = Correction.objects.order_by("at").values_list("kind", flat=True)
    assert list(told) == ["correction", "minor", "update"]
    assert [row.planned_for > now for row in Article.objects.exclude(planned_for=None)].count(
        False
    ) == 1
    assert '<li class="is-lead">' in client.get("/en/").content.decode()
    for publication in Publication.objects.live(now):
        page = client.get(f"/{publication.language_id}/x/a-{publication.pk}/", follow=True)
        assert page.status_code == 200
    for text in PolicyText.objects.all():
        page = client.get(f"/{text.language_id}/x/i-{text.page_id}/", follow=True)
        assert page.status_code == 200
        links = re.findall(r'href="(/[^"]*)"', text.body)
        assert [client.get(link).status_code for link in links] == [200] * len(links)
    with pytest.raises(CommandError, match="empty one"):
        load()


def test_a_failure_leaves_nothing_behind(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    def fail(*args, **options):
        raise OSError("no room")

    monkeypatch.setattr("newsroom.demo.loader.submit", fail)
    monkeypatch.setattr("newsroom.demo.loader.draw", lambda key: small_picture())
    with pytest.raises(OSError, match="no room"):
        load()
    assert not Article.objects.exists()
    assert not Image.objects.exists()
    assert list(settings.MEDIA_ROOT.rglob("*.jpg")) == []


def small_picture():
    return Picture.new("RGB", (80, 60))
