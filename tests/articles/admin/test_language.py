"""The form of a language."""

import pytest
from django.urls import reverse

from articles import addresses
from articles.models import Language, Publication
from tests.factories import make_language, make_live, make_user

from .conftest import form_at

pytestmark = pytest.mark.django_db
LIST = reverse("admin:articles_language_changelist")


@pytest.fixture
def admin(as_user):
    return as_user(make_user("superuser"))


def change(code):
    return reverse("admin:articles_language_change", args=[code])


def test_a_language_is_added_with_its_digits(admin):
    add = reverse("admin:articles_language_add")
    fields = {"code": "fa", "name": "فارسی", "direction": "rtl", "numerals": "arabext"}
    assert admin.post(add, form_at(admin, add) | fields)["Location"] == LIST
    assert Language.objects.get(pk="fa").numerals == "arabext"
    assert admin.get("/fa/").status_code == 200


def test_what_is_written_from_right_to_left_is_not_added_otherwise(admin):
    add = reverse("admin:articles_language_add")
    fields = {"code": "he", "name": "עברית", "direction": "ltr"}
    answer = admin.post(add, form_at(admin, add) | fields).content.decode()
    assert "Hebrew is written from right to left." in answer
    assert not Language.objects.filter(pk="he").exists()


def test_a_new_language_goes_behind_the_others(admin):
    Language.objects.update(position=4)
    add = reverse("admin:articles_language_add")
    assert form_at(admin, add)["position"] == "5"


def test_its_form_says_whether_the_interface_has_its_words(admin):
    make_language("fr", "Français")
    make_language("fa", "فارسی")
    assert "All words of the interface are in this language." in page(admin, change("fr"))
    assert "readers see English words around stories" in page(admin, change("fa"))
    assert "readers see English words around stories" in page(admin, LIST)


def test_stories_are_made_again_with_its_digits(admin, django_capture_on_commit_callbacks):
    make_language("ar", "العربية", direction="rtl")
    story = make_live(language_id="ar")
    url = addresses.address("a", "ar", story.slug, story.pk)
    assert "1 مايو 2024 · 12:00 UTC" in page(admin, url)
    fields = form_at(admin, change("ar")) | {"numerals": "arab"}
    with django_capture_on_commit_callbacks(execute=True):
        assert admin.post(change("ar"), fields)["Location"] == LIST
    assert not Publication.objects.filter(is_stale=True).exists()
    assert "١ مايو ٢٠٢٤ · ١٢:٠٠ UTC" in page(admin, url)


def page(client, url):
    return client.get(url).content.decode()
