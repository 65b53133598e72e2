"""Pages under the address of one story: all of them answer the same way where it is not live."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries import published

from . import errors, respond


def of_a_live_story(tail: str = "") -> Callable:
    """For a view at ``/<language>/<slug>/a-<id>/`` and ``tail``: it gets the request and the story.

    301 to the right address, 410 for what was withdrawn or has expired, 404 for all else.
    """

    def decorate(view: Callable) -> Callable:
        @require_safe
        @wraps(view)
        def found_or_not(request, language: str, slug: str, pk: int) -> HttpResponse:
            at = timezone.now()
            story = published.article(pk, at=at)
            if story is None and published.was_live(pk, at=at):
                return errors.gone(request, language)
            if story is None:
                raise Http404
            if (language, slug) != (story.language, story.slug):
                text = "?text" if "text" in request.GET else ""
                return respond.moved(f"{story.url}{tail}{text}")
            return view(request, story)

        return found_or_not

    return decorate
