from datetime import timedelta

import pytest
from django.utils import timezone

from feedback.models import Programme
from feedback.queries import AboutPage, about_page, active_programme, submission_by_reference

pytestmark = pytest.mark.django_db


def test_active_programme_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        programme = active_programme()
        assert programme.show_banner
        assert "en" in programme.banner_text
    Programme.objects.update(is_active=False)
    with django_assert_num_queries(1):
        assert active_programme() is None


def test_a_live_article_has_its_headline_as_readers_see_it(live_article):
    path = f"/en/harbour-reopens/a-{live_article.pk}/"
    page = about_page(path, timezone.now())
    assert page == AboutPage(path, "Harbour reopens", live_article.pk)


def test_what_is_not_live_is_no_article(live_article):
    path = f"/en/harbour-reopens/a-{live_article.pk}/"
    assert about_page(path, timezone.now() - timedelta(days=1)) == AboutPage(path)
    live_article.publication.delete()
    assert about_page(path, timezone.now()) == AboutPage(path)


@pytest.mark.parametrize(
    "path", ["", "/en/", "/en/x/t-1/", "/en/x/a-999999999999999999/", "/en/x/a-" + "9" * 40 + "/"]
)
def test_other_pages(path):
    assert about_page(path, timezone.now()) == AboutPage(path)


def test_submission_by_reference(make_submission, django_assert_num_queries):
    made = make_submission()
    with django_assert_num_queries(1):
        found = submission_by_reference(made.reference.lower())
        assert (found.reference, found.state, found.kind) == (made.reference, "new", "idea")
    assert "message" in found.get_deferred_fields()
    assert submission_by_reference("K7QM-2XWD-9RTA-BC4E") is None
    assert submission_by_reference("\x00") is None
