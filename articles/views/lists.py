"""Front, section, topic, tag and person: one list of cards each."""

from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import addresses
from articles.queries import published, site
from articles.queries.cursor import BadCursor, Cursor
from articles.rendering.lists import list_page

from . import respond


@require_safe
def root(request):
    return HttpResponseRedirect(addresses.front(site.default_language()))


@require_safe
def front(request, language):
    after = cursor(request)
    found = published.newest(language, at=timezone.now(), after=after)
    furniture = respond.frame(language, found.site_revision)
    with translation.override(language):
        title = _("News") if after is None else _("Older stories")
    page = list_page(
        "front", title, found, is_first=after is None, **where(request, addresses.front(language))
    )
    return respond.page(request, "articles/front.html", furniture, {"page": page})


@require_safe
def section(request, language, slug, pk):
    subject = published.section(pk, language)
    found = subject and published.in_section(pk, language, at=timezone.now(), after=cursor(request))
    return listing(request, language, "section", slug, subject, found)


@require_safe
def topic(request, language, slug, pk):
    respond.frame(language)  # no words are looked up in a language that the site does not have
    with translation.override(language):
        subject = published.topic(pk, language)
    found = subject and published.with_topic(pk, language, at=timezone.now(), after=cursor(request))
    return listing(request, language, "topic", slug, subject, found)


@require_safe
def tag(request, language, slug, pk):
    subject = published.tag(pk)
    found = subject and published.with_tag(pk, language, at=timezone.now(), after=cursor(request))
    return listing(request, language, "tag", slug, subject, found)


@require_safe
def person(request, language, slug, pk):
    subject = published.person(pk, language)
    found = subject and published.by_person(pk, language, at=timezone.now(), after=cursor(request))
    return listing(request, language, "person", slug, subject, found)


KINDS = {
    "section": addresses.SECTION,
    "topic": addresses.TOPIC,
    "tag": addresses.TAG,
    "person": addresses.PERSON,
}


def listing(request, language, kind, slug, subject, found):
    """The page of ``subject``, or 404.

    Only sections may be empty: a tag that nothing live carries would tell of a draft.
    """
    if not subject or not (found.cards or kind == "section"):
        raise Http404
    furniture = respond.frame(language, found.site_revision)
    url = addresses.address(KINDS[kind], language, subject.slug, subject.pk)
    if slug != subject.slug:
        return HttpResponsePermanentRedirect(place(request, url))
    page = list_page(
        kind,
        subject.name,
        found,
        description=subject.description,
        details=subject.details,
        is_first="page" not in request.GET,
        **where(request, url),
    )
    return respond.page(
        request, f"articles/{kind}.html", furniture, {"page": page}, section_url=url
    )


def cursor(request):
    """Where the asked page begins; None for the first. Raises Http404 for nonsense."""
    text = request.GET.get("page")
    if text is None:
        return None
    try:
        return Cursor.parse(text)
    except BadCursor as error:
        raise Http404 from error


def where(request, url):
    """Addresses of this page. Parameters that are not ours do not enter the canonical one."""
    return {"url": url, "canonical_url": respond.absolute(request)(place(request, url))}


def place(request, url):
    """``url`` with the cursor of this page, which has been read and is well-formed."""
    return f"{url}?page={request.GET['page']}" if "page" in request.GET else url
