"""The body in a form: the field, the editor's widget, and what the editor asks the server.

In a ModelAdmin for articles: inherit `BodyEditorAdmin` before `ModelAdmin`, and that is all.
"""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST
from js_asset import ImportMap, Media, Script

from articles.admin import suggestions
from articles.admin.body_texts import state_names, translated
from articles.admin.image import cards
from articles.admin.image import scripts as library_scripts
from articles.body import canonical, serialise
from articles.body.direction import RTL_LANGUAGES
from articles.body.field import BodyField
from articles.body.links import EMBED_HOSTS
from articles.exchange.text import read_pasted
from articles.models import Article, Image
from articles.queries.desk import visible_to
from articles.queries.live_state import LiveState, live_state, with_live_state

MAX_LENGTH = 2_000_000
MODULES = (
    *("a11y", "card", "desk", "dialog", "dom", "embed", "files", "gallery", "icons", "image"),
    *("insert", "keypoints", "link", "lookup", "move", "paste", "picker", "pictures"),
    *("pullquote", "readmore", "reorder", "structure", "texts", "tidy", "toolbar", "wire"),
    "wordcount",
)
# Bare names, as manifest storage does not rewrite the imports inside a module.
IMPORTS = ImportMap(
    {"django-prose-editor/editor": "django_prose_editor/editor.js"}
    | {f"articles/editor/{name}": f"articles/editor/{name}.js" for name in MODULES}
    | library_scripts.FILES
)
RESULTS = 20
AT_ONCE = 200


class BodyWidget(forms.Textarea):
    """A textarea that the editor takes the place of, where its scripts run."""

    language_field = "language"

    @property
    def media(self) -> Media:
        return Media(
            css={"all": ["articles/editor/editor.css", library_scripts.STYLE]},
            js=[Script("articles/editor/preset.js", type="module")],
            importmap=IMPORTS,
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-body-editor"] = json.dumps(self.config())
        return context

    def config(self) -> dict[str, Any]:
        """What the editor must know; see desk.js."""
        library = library_scripts.config()
        return {
            "label": str(_("Body")),
            "urls": {
                "references": reverse("admin:articles_body_references"),
                "articles": reverse("admin:articles_body_articles"),
                "suggestions": reverse("admin:articles_body_suggestions"),
                "paste": reverse("admin:articles_body_paste"),
            },
            "embedHosts": {host: service.name for host, service in EMBED_HOSTS.items()},
            "languageField": self.language_field,
            "library": library,
            "rtl": sorted(RTL_LANGUAGES),
            "states": state_names(),
            "texts": translated() | library["texts"],
        }

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # the textarea is out of sight: the browser could not say what is missing


class BodyFormField(forms.CharField):
    widget = BodyWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs["max_length"] = kwargs.get("max_length") or MAX_LENGTH  # a model field says None
        super().__init__(**kwargs | {"strip": False})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text if len(text) > MAX_LENGTH else canonical(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the text is another: browsers post other line ends, editors other spacing."""
        return canonical(initial or "") != canonical(data or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # no maxlength: it would count markup, and cut what was pasted


class BodyEditorAdmin(admin.ModelAdmin):
    """For the ModelAdmin of articles: the body's editor, and the URLs that it calls.

    Override `body_articles` and `body_images` to say what a user may find.
    """

    formfield_overrides = {BodyField: {"form_class": BodyFormField, "widget": BodyWidget}}

    def get_urls(self) -> list[Any]:
        views = {
            "references": require_GET(self.body_references_view),
            "articles": require_GET(self.body_articles_view),
            "suggestions": require_POST(self.body_suggestions_view),
            "paste": require_POST(self.body_paste_view),
        }
        mine = [
            path(f"body/{name}/", self.admin_site.admin_view(view), name=f"articles_body_{name}")
            for name, view in views.items()
        ]
        return mine + super().get_urls()

    def body_articles(self, request: HttpRequest) -> QuerySet[Article]:
        """The articles that this user's read-mores may name."""
        return visible_to(request.user, at=timezone.now())

    def body_images(self, request: HttpRequest) -> QuerySet[Image]:
        """The pictures that this user may put into a body."""
        return Image.objects.all()

    def body_references_view(self, request: HttpRequest) -> JsonResponse:
        """What the open text points at: headlines, states, pictures; two queries."""
        self._require_staff_writer(request)
        articles = self.body_articles(request).filter(pk__in=_keys(request, "articles"))
        found = self.body_images(request).filter(pk__in=_keys(request, "images"))
        return JsonResponse(
            {
                "articles": _articles_json(articles),
                "images": [cards.as_json(image, timezone.now()) for image in found],
            }
        )

    def body_articles_view(self, request: HttpRequest) -> JsonResponse:
        """Articles by words of their headline; those in the text's language come first."""
        self._require_staff_writer(request)
        articles = self.body_articles(request)
        for word in _words(request):
            articles = articles.filter(headline__icontains=word)
        articles = articles.exclude(pk__in=_keys(request, "not"))
        language = request.GET.get("language", "").replace("\0", "")
        same = Case(
            When(language_id=language, then=Value(0)), default=Value(1), output_field=IntegerField()
        )
        return JsonResponse(
            {"results": _articles_json(articles.order_by(same, "-changed_at", "-pk")[:RESULTS])}
        )

    def body_suggestions_view(self, request: HttpRequest) -> JsonResponse:
        """The articles that are nearest to the text so far, most useful first."""
        self._require_staff_writer(request)
        near = suggestions.near(request, timezone.now())
        rows = self.body_articles(request).filter(pk__in=near)
        found = {item["id"]: item for item in _articles_json(rows)}
        return JsonResponse({"results": [found[pk] for pk in near if pk in found]})

    def body_paste_view(self, request: HttpRequest) -> JsonResponse:
        """A plain `text` as the importer reads it: the body's HTML, and the furniture left out."""
        self._require_staff_writer(request)
        text = request.POST.get("text", "")
        if len(text) > MAX_LENGTH:
            return JsonResponse({"error": str(_("The text is too long."))}, status=400)
        blocks, furniture = read_pasted(text)
        return JsonResponse({"html": serialise(blocks), "leftOut": furniture})

    def _require_staff_writer(self, request: HttpRequest) -> None:
        if not (self.has_view_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied


def article_state(article: Article) -> str:
    """One word for where `article`, which comes from `with_live_state`, stands."""
    match live_state(article, timezone.now()):
        case LiveState.LIVE | LiveState.NEWER:
            return "live"
        case LiveState.SCHEDULED:
            return "scheduled"
        case LiveState.WITHDRAWN | LiveState.EXPIRED:
            return "withdrawn"
        case _:
            return article.stage


def _articles_json(articles: QuerySet[Article]) -> list[dict[str, Any]]:
    return [
        {
            "id": article.pk,
            "headline": article.headline,
            "state": article_state(article),
            "editUrl": reverse("admin:articles_article_change", args=[article.pk]),
        }
        for article in with_live_state(articles).defer("body")
    ]


def _keys(request: HttpRequest, name: str) -> list[int]:
    values: Iterable[str] = request.GET.get(name, "").split(",")
    return [int(v) for v in values if v.isascii() and v.isdigit() and len(v) < 19][:AT_ONCE]


def _words(request: HttpRequest) -> list[str]:
    return request.GET.get("q", "").replace("\0", "")[:300].split()[:20]
