"""The reader's choice of site, and the one cookie that remembers it."""

from feedback.enums import Variant

COOKIE = "variant"
COOKIE_AGE = 180 * 24 * 60 * 60


def variant_of(request):
    """The variant that this reader asked for; anything unknown is the classic site."""
    return Variant.BETA if request.COOKIES.get(COOKIE) == "beta" else Variant.CLASSIC


def remember_beta(request, response):
    response.set_cookie(
        COOKIE,
        Variant.BETA.value,
        max_age=COOKIE_AGE,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def forget_beta(request, response):
    """Delete the cookie, for readers who have it: nobody else is sent one, not even to delete."""
    if COOKIE in request.COOKIES:
        response.delete_cookie(COOKIE, samesite="Lax")
