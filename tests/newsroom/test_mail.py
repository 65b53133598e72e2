import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

from newsroom.mail import MailServer, from_url


def test_without_an_address_mail_is_printed():
    assert from_url("") == MailServer()
    backend = get_connection(from_url("").backend)
    assert type(backend).__module__ == "django.core.mail.backends.console"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", {"port": 587, "starttls": True}),
        ("smtps://mail.example/", {"port": 465, "tls": True}),
        ("smtp+plain://mail.example", {"port": 25}),
        (
            "smtps://a%40b:p%2Fw%3A%20@mail.example:2465",
            {"port": 2465, "tls": True, "user": "a@b", "password": "p/w: "},
        ),
    ],
)
def test_the_parts_of_an_address(url, expected):
    server = from_url(url)
    assert server == MailServer(host="mail.example", **expected)
    backend = get_connection(server.backend)
    assert type(backend).__module__ == "django.core.mail.backends.smtp"


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://user:secret@mail.example",
        "smtp://user:secret@",
        "smtp://user:secret@mail.example:x",
        "smtp://user:secret@[mail",
        "smtp://user:secret@mail.example/path",
        "smtp://user:secret@mail.example?tls=1",
    ],
)
def test_what_is_no_address_is_refused_without_its_password(url):
    with pytest.raises(ImproperlyConfigured) as caught:
        from_url(url)
    assert str(caught.value).startswith("EMAIL_URL is not a URL like smtp://")
    assert "secret" not in str(caught.value)
