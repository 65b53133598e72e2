"""The pages that a submission has: thanks, and how it stands."""

import pytest

from feedback.models import Submission
from tests.feedback.conftest import EMAIL, MESSAGE, html

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["thanks", "status"])
def test_the_pages_of_a_submission_tell_no_more_than_they_must(reader, make_submission, page):
    made = make_submission(email=EMAIL)
    Submission.objects.update(note="a note among colleagues")
    response = reader.get(f"/feedback/{page}/{made.reference}/")
    assert response.status_code == 200
    for secret in (MESSAGE, EMAIL, "colleagues"):
        assert secret not in html(response)
    assert made.reference in html(response)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html(response)
    assert not response.cookies
    assert not response.has_header("Vary")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("new", "We have received it. Nobody has read it yet."),
        ("triaged", "We have read it and are deciding what to do."),
        ("in_progress", "We are working on it."),
        ("resolved", "We have dealt with it."),
        ("declined", "We have read it and will leave things as they are."),
    ],
)
def test_the_status_is_in_plain_words(reader, make_submission, state, words):
    made = make_submission()
    Submission.objects.update(state=state)
    text = html(reader.get(f"/feedback/status/{made.reference}/"))
    assert words in text
    assert "<dd>An idea</dd>" in text
    assert f'datetime="{made.created_at:%Y-%m-%d}' in text


@pytest.mark.parametrize("page", ["thanks", "status"])
@pytest.mark.parametrize("reference", ["K7QM-2XWD-9RTA-BC4E", "1", "..", "%00", "'", "a" * 3000])
def test_unknown_references(reader, db, page, reference):
    response = reader.get(f"/feedback/{page}/{reference}/")
    assert response.status_code == 404
    if reference != "..":
        assert "We do not know this reference" in html(response)
