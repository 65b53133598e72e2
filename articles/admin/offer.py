"""What an article's form says of unsaved text: offered on return, and shown when asked for."""

import copy
import json
from datetime import datetime
from typing import Any

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from articles.body import parse, to_text
from articles.models import Article, Autosave
from articles.queries.autosave import kept

from . import autosave, merge, step_words, typed, typed_on
from .article_form import ArticleForm
from .presence import clock
from .steps import StepForm, initial

SALT = "articles.unsaved"
LOOKED_AT = 5
TEXTS = {"kicker", "headline", "teaser", "body", "note", "place", "dateline", "seo_title", "tags"}


def sign(request: HttpRequest, article: Article | None) -> str:
    """Says whose form this is, also when it is sent after the login has ended."""
    return signing.dumps([request.user.pk, article.pk if article else None], salt=SALT)


def context(request: HttpRequest, article: Article | None, shown: dict, at: datetime) -> dict:
    """For the form's template; ``shown`` is the admin's context of the form. At most one query."""
    row = getattr(request, "typed", None)
    key = request.POST.get("form_key", "")
    return {
        # Shown again it is a form of its own: the one that it was typed into may still be open.
        "key": key if not row and autosave.KEY.fullmatch(key) else typed_on.new_key(row),
        "writer": sign(request, article),
        "url": autosave.address(article),
        "user": request.user.pk,
        "article": article.pk if article else "new",
        "names": json.dumps(sorted(typed.NAMES)),
        "prefixes": json.dumps(typed.PREFIXES),
        "login": f"{reverse('admin:login')}?next={reverse('admin:index')}",
        "texts": json.dumps(_texts()),
        # What is shown again is kept: who leaves it as it is loses nothing.
        "is_unsaved": bool(request.POST) and not row,
        "is_text": "headline" in request.POST,
        "typed_at": clock(row.saved_at, at) if row else "",
        "is_unsent": bool(row) and "unsent" in request.GET and row.pk == int(request.GET["typed"]),
        "offer": None if request.POST else _offer(request, article, shown, at),
    }


def _offer(request, article, shown, at) -> dict[str, Any] | None:
    """The newest unsaved text that is other than what is stored."""
    form, formsets = shown["adminform"].form, shown["inline_admin_formsets"]
    is_only_read = "headline" not in form.fields
    # Newer ones come first: whatever was typed on from one of these is among them.
    rows = list(kept(article, user=request.user)[:LOOKED_AT])
    for row in typed_on.without_earlier(rows):
        is_text = "headline" in row.data
        if is_only_read or not is_text:
            changed = typed.changed_texts(row.data, article) if is_text else []
        else:
            changed = typed.changed_fields(row.data, form, formsets)
        changed += step_words.texts(row.data, initial(article, at) if article else {})
        if changed or (is_only_read and is_text and _is_other(row, article)):
            return {
                "key": row.key,
                "time": clock(row.saved_at, at),
                "show": f"{autosave.form_address(article)}?typed={row.pk}",
                "throw_away": autosave.address(article),
                "changed": [(label, _excerpt(name, row.data)) for name, label in changed],
                "is_older": bool(article) and row.base_version < article.version_number,
                "is_text": is_text,
            }
    return None


def _is_other(row: Autosave, article: Article) -> bool:
    """Whether anything in ``row``, also what is chosen, is not as it is stored."""
    data = {name: values for name, values in row.data.items() if name not in typed.ASIDE}
    posted = typed.as_post(data | {"version": [str(row.base_version)]})
    for name in merge.BESIDE:
        field = ArticleForm.declared_fields[name]
        stored = Article._meta.get_field(name).value_from_object(article)
        value = field.widget.value_from_datadict(posted, {}, name)
        if not field.has_changed(stored, value):
            posted[f"initial-{name}"] = value
    return not merge.is_untouched(article, posted)


def _excerpt(name: str, data: typed.Typed) -> str:
    """What was typed there, where it says something by itself."""
    if name not in TEXTS | step_words.TITLES.keys():
        return ""
    text = "\n".join(data.get(name, []))
    return to_text(parse(text)) if name == "body" else text


def asked_for(request: HttpRequest, object_id: str | None) -> HttpRequest | None:
    """``request``, a GET for ``?typed=<id>``, as if it posted that unsaved text; None without one.

    Or what was typed on from there: the address outlives more typing when the page is loaded anew.
    Nothing is saved by it: ``ArticleForm.only_shown`` makes the form invalid. What was typed for a
    step alone, where the text may only be read, is shown in its box beside the text as it is.
    """
    pk = request.GET.get("typed", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        return None
    row = Autosave.objects.filter(pk=pk, user=request.user).first()
    if row is None or str(row.article_id or "") != (object_id or ""):
        return None
    row = typed_on.newest(row)
    shown = copy.copy(request)
    is_text = "headline" in row.data
    shown.method = "POST" if is_text else "GET"
    shown.POST = typed.as_post(row.data | {"form_key": [row.key]})
    shown._files = MultiValueDict()
    shown.typed, shown.keeps_text = row, is_text
    shown.asked = StepForm(shown.POST)
    return shown


def _texts() -> dict[str, str]:
    return {
        "kept": _("Kept %s"),
        "offline": _("Not kept: no connection. Trying again …"),
        "failed": _("Not kept: the newsroom does not answer. Trying again …"),
        "nowhere": _(
            "This browser cannot keep it either: your text is on this page alone. Do not close it "
            "before the connection is back, or copy the text first."
        ),
        "refused": _("Not kept: %s"),
        "gone": _("Not kept: this article is not there any more. Copy your text."),
        "loggedOut": _("You are logged out. Nothing is lost:"),
        "logIn": _("log in in a new tab, then go on writing here"),
        "somebodyElse": _("Somebody else is logged in in this browser now. Nothing is lost:"),
        "logInAgain": _("log in as yourself in a new tab, then go on writing here"),
        "notSent": _("It was not sent, and is all here. Please try again."),
        "back": _("You are logged in again."),
        "online": _("The connection is back."),
    }
