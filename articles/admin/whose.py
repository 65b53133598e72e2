"""Whose text it is that a form sends. The form names its writer under our signature.

In one browser another person may have logged in since it was opened. Nothing is saved in that
person's name then: the text is kept for its writer, and whoever sends it decides knowingly.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.actions import ActionRefused
from articles.actions import autosave as actions
from articles.actions.permissions import refusal_to_edit
from articles.models import Article, Autosave
from articles.queries import desk
from articles.queries.live_state import with_live_state

from . import autosave, kept, marks, step_words, typed
from .offer import SALT, sign
from .steps import STEPS, StepForm, initial

FORMS = ("admin:articles_article_add", "admin:articles_article_change")
# A login that is older has ended for good (SESSION_COOKIE_AGE); so has the form.
LONGEST = 60 * 60 * 24 * 30
SHOWN = ("kicker", "headline", "teaser", "body", "note")
BUTTONS = {"_step", "_save", "_continue", "_preview", "_merge", "_addanother", "_saveasnew"}
ANEW = {"csrfmiddlewaretoken", "writer", *BUTTONS}


@dataclass(frozen=True)
class Claim:
    """Who opened the form, and of which article; None for one that was never saved."""

    user_id: int
    article_id: int | None


def is_form(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.view_name in FORMS


def claimed(posted: QueryDict, *, max_age: int | None = None) -> Claim | None:
    """None where the form names nobody under our signature."""
    try:
        return Claim(*signing.loads(posted.get("writer", ""), salt=SALT, max_age=max_age))
    except signing.BadSignature:
        return None


def holds_text(posted: QueryDict) -> bool:
    """Whether it holds an article's text or, where that may only be read, words for a step."""
    return "headline" in posted or bool(_step_words(posted))


def _step_words(posted: QueryDict) -> list[kept.Kept]:
    """What was typed for steps. What a box was served with is nobody's typing."""
    claim, at = claimed(posted), timezone.now()
    rows = Article.objects.filter(pk=claim.article_id) if claim else Article.objects.none()
    article = with_live_state(rows).first()
    starts = initial(article, at) if article else {}
    found = step_words.texts(typed.of_post(posted), starts)
    return [kept.line(name, title, posted[name]) for name, title in found]


def keep(posted: QueryDict) -> Autosave | None:
    """What was typed, kept for whose form it was; None where that is not possible."""
    claim = claimed(posted, max_age=LONGEST)
    if claim is None or not holds_text(posted):
        return None
    try:
        sent = autosave.Sent(
            autosave.read_key(posted.get("form_key", "")),
            autosave.read_version(int(posted.get("version") or "0")),
            autosave.read_data(typed.of_post(posted)),
        )
    except (ValueError, autosave.Unreadable):
        return None
    return _keep_for(claim, sent)


def _keep_for(claim: Claim, sent: autosave.Sent) -> Autosave | None:
    at = timezone.now()
    people = get_user_model().objects.filter(is_active=True, is_staff=True)
    writer = people.filter(pk=claim.user_id).first()
    if writer is None:
        return None
    article: Any = None
    if claim.article_id is not None:
        article = desk.visible_to(writer, at=at).filter(pk=claim.article_id).first()
        if article is None:
            return None
    try:
        return actions.keep(
            article, by=writer, at=at, key=sent.key, base_version=sent.version, data=sent.data
        )
    except ActionRefused:
        return None


def somebody_elses(model_admin: Any, request: HttpRequest) -> TemplateResponse | None:
    """The answer to a form that another person has opened; None where it is one's own.

    The writer's text is kept for them. Of the article nothing is told to those who may not know of
    it; they see again what they sent only where it could not be kept. Words for a step alone are
    shown only where they could not be kept, and to nobody who may not know of the article.
    """
    if not is_form(request) or "writer" not in request.POST:
        return None
    claim = claimed(request.POST)
    if claim and claim.user_id == request.user.pk:
        return None
    row = keep(request.POST)
    context = {
        **model_admin.admin_site.each_context(request),
        **_page(model_admin, request, claim, row),
        "title": _("Somebody else wrote this"),
        "opts": model_admin.opts,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/articles/article/whose.html", context, status=403)


def _page(model_admin, request, claim, row):
    posted, object_id = request.POST, request.resolver_match.kwargs.get("object_id")
    article = model_admin.get_object(request, object_id) if object_id else None
    if object_id:
        refusal = refusal_to_edit(request.user, article) if article else ""
        may_know = article is not None
    else:
        may_know = model_admin.has_add_permission(request)
        refusal = None if may_know else ""
    is_text = "headline" in posted
    may_take = may_know and refusal is None and is_text
    is_shown = (may_know or row is None) if is_text else (may_know and row is None)
    step = STEPS.get(posted.get("_step", ""))
    return {
        "article": article,
        "writer": _name(claim) if may_know else "",
        "is_kept": row is not None,
        "refusal": refusal if is_text else "",
        "step": step if may_know else None,
        "again": request.path,
        "later": f"{request.path}?typed={row.pk}" if row else request.path,
        "sent_on": list(_sent_on(posted, sign(request, article))) if may_take else [],
        "typed": typed_texts(request) if is_shown else [],
    }


def _name(claim: Claim | None) -> str:
    person = claim and get_user_model().objects.filter(pk=claim.user_id).first()
    return marks.person(person) if person else ""


def _sent_on(posted: QueryDict, writer: str) -> Iterator[tuple[str, str]]:
    """The form as the other person's own. It saves; steps are taken from the form itself."""
    yield "writer", writer
    yield ("_merge", "save") if "_merge" in posted else ("_continue", "1")
    for name, values in posted.lists():
        if name not in ANEW:
            yield from ((name, value) for value in values)


def typed_texts(request: HttpRequest) -> list[kept.Kept]:
    """What the posted form of an article holds of what a person writes, not chooses."""
    posted = request.POST
    fields = {name: Article._meta.get_field(name).verbose_name for name in SHOWN}
    step = STEPS.get(posted.get("_step", ""))
    for ask in step.asks if step else ():
        if ask.field not in step_words.TITLES:
            fields[ask.field] = StepForm.base_fields[ask.field].label
    found = [
        kept.body(name, label, posted[name], user=request.user)
        if name == "body"
        else kept.line(name, label, posted[name])
        for name, label in fields.items()
        if posted.get(name)
    ]
    return found + _step_words(posted)
