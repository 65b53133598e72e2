"""The floor: a Django view without middleware or database that returns a constant page."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

SIZE = int(os.environ.get("BARE_BYTES", "20000"))
PAGE = b"<!doctype html><title>bare</title>".ljust(SIZE, b"x")


def bare(request):
    return HttpResponse(PAGE)


urlpatterns = [path("", bare)]
settings.configure(
    ALLOWED_HOSTS=["*"], MIDDLEWARE=[], ROOT_URLCONF=__name__, SECRET_KEY="bench", USE_I18N=False
)
application = get_wsgi_application()
