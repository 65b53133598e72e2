"""Front, section, topic, tag and person: one list of cards each."""

from functools import partial

from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import addresses, locales
from articles.queries import fronts, published, site
from articles.queries.cursor import BadCursor, Cursor
from articles.rendering.lists import list_page
from articles.rendering.text_only import text_list

from . import respond, subjects


@require_safe
def root(request):
    return HttpResponseRedirect(addresses.front(site.default_language()))


@require_safe
def front(request, language):
    after = cursor(request)
    found = fronts.home(language, at=timezone.now(), after=after)
    furniture = respond.frame(language, found.site_revision)
    with locales.speaking(furniture.language):
        page = list_page(
            "front",
            furniture.site.name if after is None else _("Older stories"),
            found,
            description=furniture.site.tagline,
            is_first=after is None,
            furniture=furniture,
            absolute=respond.absolute(request),
            **where(request, addresses.front(language)),
        )
    everywhere = respond.everywhere(furniture.site, addresses.front) if after is None else None
    return _answer(request, "front", furniture, page, elsewhere=everywhere)


@require_safe
def section(request, language, slug, pk):
    return listing(request, "section", language, slug, pk, fronts.in_section)


@require_safe
def topic(request, language, slug, pk):
    return listing(request, "topic", language, slug, pk, fronts.with_topic)


@require_safe
def tag(request, language, slug, pk):
    return listing(request, "tag", language, slug, pk, published.with_tag)


@require_safe
def person(request, language, slug, pk):
    return listing(request, "person", language, slug, pk, published.by_person)


def listing(request, kind, language, slug, pk, stories):
    """The page of one subject; ``stories`` is the query for its cards."""
    read = partial(stories, at=timezone.now(), after=cursor(request))
    subject, found = subjects.with_stories(kind, language, pk, read)
    furniture = respond.frame(language, found.site_revision)
    url = subjects.address(kind, language, subject)
    if (slug, pk) != (subject.slug, subject.pk):
        return respond.moved(as_asked(request, url))
    with locales.speaking(furniture.language):
        page = list_page(
            kind,
            subject.name,
            found,
            description=subject.description,
            details=subjects.details(
                kind,
                subject,
                language,
                site_language=furniture.site.default_language,
                at=timezone.now(),
            ),
            is_first="page" not in request.GET,
            furniture=furniture,
            absolute=respond.absolute(request),
            **where(request, url),
        )
    return _answer(
        request,
        kind,
        furniture,
        page,
        section_url=url,
        elsewhere=subjects.elsewhere(kind, language, subject) if page.is_first else None,
    )


def _answer(request, kind, furniture, page, **options):
    """With the pictures of ``page``, or with its text alone."""
    if "text" in request.GET:
        template, page = "articles/text/list.html", text_list(page)
    else:
        template = f"articles/{kind}.html"
    return respond.page(request, template, furniture, {"page": page}, **options)


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


def as_asked(request, url):
    """``url`` with all parameters of the request that a list knows."""
    asked = place(request, url)
    return addresses.as_text(asked) if "text" in request.GET else asked
