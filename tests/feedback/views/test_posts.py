"""What no browser of ours would send."""

import pytest

from feedback.models import Submission
from feedback.views.posts import MAX_BYTES
from tests.feedback.conftest import html

pytestmark = pytest.mark.django_db


def test_too_large_a_post_is_refused_politely(reader, filled):
    response = reader.post("/feedback/", filled | {"message": "a" * (MAX_BYTES + 1)})
    assert response.status_code == 413
    assert "A message has room for 5,000 characters." in html(response)


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("multipart/form-data", b"no boundary", 400),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken", 403),
        ("application/x-www-form-urlencoded; charset=utf-16", b"message=a", 400),
        ("application/json", b'{"message": "\\ud800"}', 403),
        ("application/x-www-form-urlencoded", b"message=%ED%A0%80%ff%00&kind=%00&lang=%00", 403),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(3000)), 413),
        ("text/plain", b"\xff\xfe\x00", 403),
        ("", b"", 403),
    ],
)
def test_damaged_posts_get_a_page(reader, db, content_type, body, status):
    response = reader.generic("POST", "/feedback/", body, content_type=content_type)
    assert response.status_code == status
    assert "<h1>" in html(response)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("value", ["%00", "%ff", "%ED%A0%80", "a" * 5000, "%F0%9F%98%80", "%0a"])
@pytest.mark.parametrize("name", ["page", "lang", "kind"])
def test_hostile_queries_get_the_form(reader, name, value):
    assert reader.get(f"/feedback/?{name}={value}").status_code == 200


def test_hostile_values_in_every_field(reader, filled):
    for name in set(filled) - {"csrfmiddlewaretoken"}:
        for value in ("\x00", "\ufffe", "\u202e" * 10, "'\"><script>", "%s%n", "a" * 100_000):
            response = reader.post("/feedback/", filled | {name: value})
            assert response.status_code in (302, 422), (name, value[:10])
            assert "'\"><script>" not in html(response)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(reader, method):
    assert getattr(reader, method)("/feedback/").status_code == 405
