"""What is left to translate into a language, and what its originals have said since."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.actions import ActionRefused
from articles.actions.permissions import refusal_to_bring_up_to
from articles.actions.translated import bring_up_to
from articles.enums import ChangeKind
from articles.models import Article, Language
from articles.queries import desk, translations
from articles.queries.live_state import with_live_state
from articles.queries.translations import Lack

from . import marks

PAGE = 25


@dataclass(frozen=True)
class Row:
    """``translation`` is None where there is none yet; ``original`` is live."""

    original: Article
    translation: Article | None = None
    pill: SafeString | str = ""
    # Where the difference is shown, or the translation is begun.
    url: str = ""
    # The version of the original that readers have.
    number: int = 0
    changes: Sequence[str] = field(default_factory=list)
    refusal: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def translators_list(request: HttpRequest) -> HttpResponse:
    """``/admin/translations/?language=de&show=behind``; a POST says what a translation has."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    if request.method == "POST":
        return _bring_up_to(request)
    languages = list(Language.objects.all())
    language = _chosen(request, languages)
    asked = request.GET.get("show", "")
    lack = Lack(asked) if asked in Lack.values else Lack.MISSING
    find, row = FINDS[lack]
    at = timezone.now()
    found = find(language.pk, user=request.user, at=at).defer("body").select_related("language")
    page = Paginator(desk.with_credits(found), PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": _("Translations"),
        "languages": [(one, one == language) for one in languages],
        "language": language,
        "tabs": [(tab, tab == lack) for tab in Lack],
        "lack": lack,
        "page": page,
        "rows": row(request.user, list(page), language, at),
        "may_write": request.user.has_perm("articles.add_article"),
    }
    return TemplateResponse(request, "admin/translators.html", context)


def _chosen(request, languages):
    """The language asked for; else the second one: the first is what is translated from."""
    asked = request.GET.get("language", "")
    by_code = {language.pk: language for language in languages}
    return by_code.get(asked) or languages[min(1, len(languages) - 1)]


def _missing(user: Any, articles: list, language: Language, at: Any) -> list[Row]:
    prefetch_related_objects(articles, "topics")
    return [
        Row(
            original,
            pill=_pill(original, at),
            url=f"{reverse('admin:articles_article_add')}?{urlencode(_begun(original, language))}",
            number=original.live_version,
        )
        for original in articles
    ]


def _begun(original, language):
    """What the form of a translation is filled with: all that is the same in every language."""
    topics = ",".join(str(topic.pk) for topic in original.topics.all())
    same = {
        "section": original.section_id,
        "topics": topics,
        "lead_image": original.lead_image_id,
    }
    found = {name: value for name, value in same.items() if value}
    return {"translation_of": original.pk, "language": language.pk, **found}


def _behind(user: Any, articles: list, _language: Language | None, at: Any) -> list[Row]:
    """With the live states of the originals."""
    ids = [article.translation_of_id for article in articles]
    originals = with_live_state(Article.objects.filter(pk__in=ids)).defer("body")
    known = {original.pk: original for original in originals.select_related("language")}
    return [_behind_row(user, one, known[one.translation_of_id], at) for one in articles]


def _behind_row(user, translation, original, at):
    old = translation.translated_version
    compare = reverse("admin:articles_article_compare", args=[original.pk])
    between = {"new": original.live_version} | ({"old": old} if old else {})
    return Row(
        original,
        translation,
        pill=_pill(translation, at),
        url=f"{compare}?{urlencode(between)}",
        number=original.live_version,
        changes=[_told(change) for change in translation.changes],
        refusal=refusal_to_bring_up_to(user, translation) or "",
    )


def _pill(article, at):
    return marks.live_pill(article, at) if article.live_from else marks.stage_pill(article)


def _told(change):
    label = capfirst(ChangeKind(change["kind"]).label)
    return f"{label}: {change['words']}" if change["words"] else label


FINDS = {
    Lack.MISSING: (translations.missing, _missing),
    Lack.BEHIND: (translations.behind, _behind),
}


def panel(request: HttpRequest, article: Article, at: Any) -> dict[str, Any] | None:
    """What the original of ``article`` has said since; None where there is nothing. Asks nothing of
    what is no translation.
    """
    if article.pk is None or article.translation_of_id is None:
        return None
    found = translations.behind(article.language_id, user=request.user, at=at)
    rows = _behind(request.user, list(found.filter(pk=article.pk).defer("body")), None, at)
    here = urlencode({"language": article.language_id, "show": Lack.BEHIND})
    return {"row": rows[0], "url": f"{reverse('admin:translations')}?{here}"} if rows else None


def _bring_up_to(request):
    """What one may not know of is refused as what is not there."""
    known = desk.visible_to(request.user, at=timezone.now())
    article = known.filter(pk=_number(request.POST.get("article"))).first()
    if article is None:
        messages.error(request, _("There is no such article any more."))
        return HttpResponseRedirect(request.get_full_path())
    number = _number(request.POST.get("number"))
    try:
        bring_up_to(article, number, by=request.user, at=timezone.now())
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        done = _("“%(headline)s” has all of its original, up to version %(number)d.")
        messages.success(request, done % {"headline": article.headline, "number": number})
    return HttpResponseRedirect(request.get_full_path())


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
