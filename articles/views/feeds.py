"""Feeds of fronts, sections, topics, tags, people and corrections, each in every form.

They have one page: what stands behind the address of a feed changes nothing.
"""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import addresses, locales
from articles.queries import corrections as put_right
from articles.queries import feeds
from articles.rendering.feed_forms import FORMS, links
from articles.rendering.feeds import corrections_feed, story_feed

from . import respond, subjects


@require_safe
def front(request, language, form):
    found = feeds.newest(language, at=timezone.now())
    furniture = respond.frame(language, found.site_revision)
    make = partial(
        story_feed,
        found.stories,
        url=addresses.front(language),
        name=("front",),
        description=furniture.site.tagline,
    )
    return answer(request, form, furniture, make)


@require_safe
def subject(request, language, slug, kind, pk, form):
    """Of a section, topic, tag or person: 301 and 404 as its page."""
    read = partial(feeds.about, kind, at=timezone.now())
    about, found = subjects.with_stories(kind, language, pk, read)
    furniture = respond.frame(language, found.site_revision)
    url = subjects.address(kind, language, about)
    if (slug, pk) != (about.slug, about.pk):
        return respond.moved(addresses.feed(url, form))
    make = partial(
        story_feed,
        found.stories,
        url=url,
        name=(kind, pk),
        title=about.name,
        description=about.description,
    )
    return answer(request, form, furniture, make)


@require_safe
def corrections(request, language, form):
    found = put_right.newest(language, at=timezone.now())
    furniture = respond.frame(language, found.site_revision)
    return answer(request, form, furniture, partial(corrections_feed, found.entries))


def answer(request, form, furniture, make):
    """The feed that ``make`` gives of the frame; the same bytes for whoever asks."""
    content_type, write = FORMS[form]
    with locales.speaking(furniture.language):
        feed = make(furniture, respond.absolute(request))
        response = HttpResponse(write(feed), content_type=content_type)
    response.headers["Link"] = links(feed, form)
    response.headers["Content-Language"] = furniture.language.code
    response.headers["Cache-Control"] = "public, no-cache"
    return response
