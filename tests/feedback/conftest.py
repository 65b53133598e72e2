import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from articles.models import Article, Language, Publication, Section, Version
from feedback.actions import submit
from feedback.queries import AboutPage

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
MESSAGE = "The map on this page is upside down."
EMAIL = "reader@example.org"


def html(response):
    return response.content.decode()


@pytest.fixture
def german(db):
    return Language.objects.create(code="de", name="Deutsch", position=1)


@pytest.fixture
def arabic(db):
    return Language.objects.create(code="ar", name="العربية", direction="rtl", position=2)


@pytest.fixture
def live_article(db):
    """An article that readers can see, at /en/harbour-reopens/a-<id>/."""
    section = Section.objects.create(slug="world", name="World")
    article = Article.objects.create(
        language_id="en", headline="Working copy, not for readers", section=section
    )
    version = Version.objects.create(article=article, number=1, data={}, created_at=timezone.now())
    Publication.objects.create(
        article=article,
        version=version,
        language_id="en",
        section=section,
        translation_group=article.pk,
        slug="harbour-reopens",
        headline="Harbour reopens",
        teaser="",
        published_at=timezone.now(),
        updated_at=timezone.now(),
        page={},
        pieces=[],
        card="",
    )
    return article


@pytest.fixture
def reader():
    """A browser without cookies, for which CSRF protection is on."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def token(reader, db):
    return TOKEN.search(reader.get("/feedback/").content.decode())[1]


@pytest.fixture
def filled(token):
    """What a reader who fills in the form sends."""
    return {
        "csrfmiddlewaretoken": token,
        "lang": "en",
        "kind": "problem",
        "message": MESSAGE,
        "page": "",
        "email": "",
        "website": "",
    }


@pytest.fixture
def make_submission(db):
    def make(**values):
        values = {
            "kind": "idea",
            "message": MESSAGE,
            "language": "en",
            "page": AboutPage(""),
            "at": timezone.now(),
        } | values
        return submit(**values)

    return make


@pytest.fixture
def reviewer(db, django_user_model):
    user = django_user_model.objects.create_user("reviewer", is_staff=True)
    user.groups.add(Group.objects.get(name="Feedback reviewer"))
    return user
