import pytest

from articles.actions import Conflict, NotAllowed, NotReady, policy
from articles.models import PolicyPage, PolicyText, PolicyVersion
from tests.factories import AT, FAR, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return PolicyPage.objects.create(kind="ethics")


def write(page, title="Our ethics", body="<p>We check.</p>", at=AT, by=None, **options):
    text = PolicyText(page=page, language_id="en", title=title, body=body)
    return policy.save(text, by=by, at=at, **options)


def kept():
    rows = PolicyVersion.objects.order_by("number")
    return list(rows.values_list("number", "title", "body", "made_at"))


def test_each_change_is_kept(page):
    write(page)
    text = write(page, body="<p>We check twice.</p>", at=FAR)
    assert PolicyText.objects.get().pk == text.pk
    assert (text.body, text.changed_at) == ("<p>We check twice.</p>", FAR)
    assert kept() == [
        (1, "Our ethics", "<p>We check.</p>", AT),
        (2, "Our ethics", "<p>We check twice.</p>", FAR),
    ]


def test_who_did_it_is_kept(page):
    publisher = make_user("Publisher")
    write(page, by=publisher)
    assert PolicyVersion.objects.get().made_by == publisher


def test_saying_the_same_again_is_no_change(page):
    write(page)
    text = write(page, body="<p>We check.</p>\n", at=FAR)
    assert text.changed_at == AT
    assert len(kept()) == 1


def test_a_text_that_somebody_has_changed_since_is_not_written_over(page):
    write(page, expected_version=0)
    write(page, title="Ethics", expected_version=1)
    with pytest.raises(Conflict) as refused:
        write(page, title="Mine", expected_version=1)
    assert refused.value.current == 2
    assert PolicyText.objects.get().title == "Ethics"


@pytest.mark.parametrize(
    ("title", "body", "problem"),
    [
        (" ", "<p>We check.</p>", "Write a title."),
        ("Ethics", "<p> </p>", "The text is empty."),
        (
            "Ethics",
            '<p>We check.</p><figure data-image="1"></figure>',
            "A page of the newsroom holds text and links, no pictures, posts or read-more lines.",
        ),
    ],
)
def test_what_is_no_page_is_refused_in_words(page, title, body, problem):
    with pytest.raises(NotReady) as refused:
        write(page, title=title, body=body)
    assert refused.value.problems == [problem]
    assert not PolicyText.objects.exists()


def test_editors_may_not(page):
    with pytest.raises(NotAllowed):
        write(page, by=make_user("Editor"))
    assert not PolicyText.objects.exists()


def test_a_page_that_is_gone_gets_no_text(page):
    PolicyPage.objects.all().delete()
    with pytest.raises(NotAllowed):
        write(page)
