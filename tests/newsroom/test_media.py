import pytest
from django.conf import settings as django_settings


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = settings.MEDIA_ROOT / "pictures"
    folder.mkdir(parents=True)
    for name in ("a.png", "b.svg", "c.html", "d", ".hidden.png", "E.JPG", "e.avif"):
        (folder / name).write_bytes(b"content")
    (tmp_path / "secret.png").write_bytes(b"secret")
    return folder


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "image/png"), ("E.JPG", "image/jpeg"), ("e.avif", "image/avif")]
)
def test_a_picture_may_be_cached_for_good(client, name, kind):
    response = client.get(f"/media/pictures/{name}")
    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"content")
    assert response.headers["Content-Type"] == kind
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Vary" not in response.headers


@pytest.mark.parametrize(
    "path",
    [
        "pictures/none.png",
        "pictures/b.svg",
        "pictures/c.html",
        "pictures/d",
        "pictures/.hidden.png",
        "pictures/",
        "pictures",
        "../secret.png",
        "%2e%2e/secret.png",
        "pictures/../../secret.png",
        "pictures/%2e%2e/%2e%2e/secret.png",
        "..%5csecret.png",
        "//etc/passwd.png",
    ],
)
def test_nothing_else_is_served(client, path):
    assert client.get(f"{django_settings.MEDIA_URL}{path}").status_code == 404


def test_a_null_byte_is_not_found(client):
    assert client.get("/media/pictures/a%00.png").status_code == 404
