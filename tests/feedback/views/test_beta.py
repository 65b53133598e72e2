import pytest

from feedback import csrf
from feedback.models import Programme

pytestmark = pytest.mark.django_db


def html(response):
    return response.content.decode()


@pytest.fixture
def join(reader):
    """Posts the join form, or another of the beta page's, with a good token."""

    def send(to="/beta/", action="join", **options):
        data = {"csrfmiddlewaretoken": csrf.make_token("beta"), "next": to}
        return reader.post(f"/beta/{action}/", data, **options)

    return send


def test_the_page_offers_to_join_and_sets_nothing(reader, django_assert_num_queries):
    with django_assert_num_queries(2):
        response = reader.get("/beta/", {"next": "/en/x/a-1/"})
    assert 'action="/beta/join/"' in html(response)
    assert 'action="/beta/leave/"' not in html(response)
    assert 'name="next" value="/en/x/a-1/"' in html(response)
    assert not response.cookies
    assert not response.has_header("Vary")
    assert response.headers["Cache-Control"] == "no-store"


def test_joining_sets_the_one_cookie_and_leads_back(join):
    response = join("/ar/عنوان/a-1/?a=b")
    assert response.status_code == 302
    assert response.headers["Location"] == "/ar/%D8%B9%D9%86%D9%88%D8%A7%D9%86/a-1/?a=b"
    assert list(response.cookies) == ["variant"]
    cookie = response.cookies["variant"]
    assert cookie.value == "beta"
    assert cookie["max-age"] == 180 * 24 * 60 * 60
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")
    assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_the_cookie_is_secure_on_https(join):
    response = join(secure=True)
    assert response.cookies["variant"]["secure"] is True


def test_leaving_deletes_the_cookie(reader, join):
    join()
    assert 'action="/beta/leave/"' in html(reader.get("/beta/"))
    response = join("/en/", action="leave")
    assert response.headers["Location"] == "/en/"
    assert response.cookies["variant"].value == ""
    assert response.cookies["variant"]["max-age"] == 0
    assert 'action="/beta/join/"' in html(reader.get("/beta/"))


def test_who_never_joined_gets_no_cookie_by_leaving(join):
    response = join(action="leave")
    assert response.status_code == 302
    assert not response.cookies


@pytest.mark.parametrize("action", ["join", "leave"])
@pytest.mark.parametrize(
    "to",
    [
        "",
        "//evil.example/",
        "/\\evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
        "/%2Fevil.example/",
        "/en/\r\nSet-Cookie: a=b",
        "/%0d%0aSet-Cookie:a=b",
    ],
)
def test_no_way_off_the_site(join, action, to):
    response = join(to, action=action)
    assert response.status_code == 302
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("to", ["//evil.example/", "javascript:alert(1)"])
def test_the_page_links_to_no_other_site(reader, to):
    response = reader.get("/beta/", {"next": to}, headers={"referer": "http://evil.example/"})
    assert "evil" not in html(response)
    assert "javascript" not in html(response)


@pytest.mark.parametrize("action", ["join", "leave"])
@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_another_site_cannot_choose(reader, join, action, headers):
    reader.cookies["variant"] = "beta" if action == "leave" else ""
    response = join("/en/x/", action=action, headers=headers)
    assert response.status_code == 403
    assert not response.cookies
    assert 'name="next" value="/en/x/"' in html(response)


@pytest.mark.parametrize("token", ["", "forged", None])
def test_no_token_no_change(reader, token):
    data = {} if token is None else {"csrfmiddlewaretoken": token}
    response = reader.post("/beta/join/", data)
    assert response.status_code == 403
    assert not response.cookies
    assert "please choose again" in html(response)


def test_a_token_of_the_feedback_form_does_not_join(reader):
    data = {"csrfmiddlewaretoken": csrf.make_token("submission")}
    assert reader.post("/beta/join/", data).status_code == 403


@pytest.mark.parametrize("action", ["join", "leave"])
def test_following_a_link_changes_nothing(reader, action):
    response = reader.get(f"/beta/{action}/")
    assert response.headers["Location"] == "/beta/"
    assert not response.cookies


def test_without_a_programme_nobody_joins_but_all_can_leave(reader, join):
    join()
    Programme.objects.update(is_active=False)
    assert 'action="/beta/leave/"' in html(reader.get("/beta/"))
    assert join(action="leave").cookies["variant"]["max-age"] == 0
    response = join()
    assert response.status_code == 409
    assert not response.cookies
    assert "There is no beta version at the moment." in html(response)


def test_the_page_is_in_the_language_of_where_the_reader_was(reader, arabic):
    assert '<html lang="ar" dir="rtl">' in html(reader.get("/beta/?next=/ar/x/a-1/"))
