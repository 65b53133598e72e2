"""Who else has an article's form open: the box beside the text, and what its script asks."""

import re
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from articles.actions import ActionRefused
from articles.actions import presence as actions
from articles.models import Article, OpenForm
from articles.queries import presence as queries

from .marks import person

TAB = re.compile(r"[A-Za-z0-9-]{1,40}")


def panel(request: HttpRequest, article: Article, at: datetime) -> dict:
    """One query. Own tabs are left out: one that is just being closed would be among them."""
    rows = queries.others(article, user=request.user, at=at)
    return {"article": article, "sentences": [_sentence(row, request.user, at) for row in rows]}


def presence(model_admin, request: HttpRequest, article: Article) -> HttpResponse:
    """A form says that it is open, or that it is ``closed``.

    Answers with sentences for people: who else has it open, and who has saved it since
    ``version``. 400 where ``tab`` is no name of a tab, 409 where the article is gone.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    tab, at = request.POST.get("tab", ""), timezone.now()
    if not TAB.fullmatch(tab):
        return JsonResponse({"error": _("This is no name of a tab.")}, status=400)
    if request.POST.get("closed"):
        actions.closed(article, by=request.user, tab=tab)
        return HttpResponse(status=204)
    try:
        changed = request.POST.get("changed") == "1"
        actions.seen(article, by=request.user, at=at, tab=tab, changed=changed)
    except ActionRefused as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    rows = queries.others(article, user=request.user, at=at, tab=tab)
    sentences = [_sentence(row, request.user, at) for row in rows]
    newer = _newer(article, request.POST.get("version", ""), request.user, at)
    return JsonResponse({"open": sentences, "newer": newer, "version": article.version_number})


def _sentence(row: OpenForm, user, at: datetime) -> str:
    names = {"who": person(row.user), "time": clock(row.opened_at, at)}
    if row.user_id == user.pk and row.changed_at:
        text = _("You, in another tab, have had this open since %(time)s and have changed it.")
    elif row.user_id == user.pk:
        text = _("You, in another tab, have had this open since %(time)s.")
    elif row.changed_at:
        text = _("%(who)s has had this open since %(time)s and has changed it.")
    else:
        text = _("%(who)s has had this open since %(time)s.")
    return text % names


def _newer(article: Article, version: str, user, at: datetime) -> str:
    """Who has saved ``article`` after the form was opened with ``version``; "" if nobody has."""
    if not version or version == str(article.version_number):
        return ""
    names = {
        "who": person(article.changed_by),
        "time": clock(article.changed_at, at),
        "number": article.version_number,
    }
    if article.changed_by_id == user.pk:
        return _("You saved version %(number)d at %(time)s, in another form than this.") % names
    return _("%(who)s saved version %(number)d at %(time)s, after you opened this form.") % names


def clock(moment: datetime, at: datetime) -> str:
    """The time of day of ``moment`` for the newsroom, with its date unless it is today's."""
    local, today = timezone.localtime(moment), timezone.localtime(at).date()
    return format_date(local, "H:i" if local.date() == today else "j M, H:i")
