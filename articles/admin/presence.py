"""Who else has an article's form open: the box beside the text, and what its script asks."""

import re
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from articles.actions import ActionRefused
from articles.actions import presence as actions
from articles.models import Article
from articles.queries import presence as queries

from .marks import person

TAB = re.compile(r"[A-Za-z0-9-]{1,40}")


def panel(request: HttpRequest, article: Article, at: datetime) -> dict:
    """One query. Own tabs are left out: one that is just being closed would be among them."""
    others = queries.others(article, user=request.user, at=at)
    return {"article": article, "sentences": [_sentence(one, request.user, at) for one in others]}


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
        actions.seen(article, by=request.user, at=at, tab=tab, **_told(request.POST, at))
    except ActionRefused as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    others = queries.others(article, user=request.user, at=at, tab=tab)
    sentences = [_sentence(one, request.user, at) for one in others]
    newer = _newer(article, request.POST.get("version", ""), request.user, at)
    return JsonResponse({"open": sentences, "newer": newer, "version": article.version_number})


def _told(data, at: datetime) -> dict:
    """What a form says of itself: whether it was changed, and for how many seconds it is open."""
    age = data.get("age", "")
    seconds = int(age) if re.fullmatch("[0-9]{1,9}", age) else 0
    longest = min(seconds, settings.SESSION_COOKIE_AGE)
    return {"changed": data.get("changed") == "1", "opened_at": at - timedelta(seconds=longest)}


def _sentence(present: queries.Present, user, at: datetime) -> str:
    names = {"who": person(present.user), "time": clock(present.since, at)}
    if present.user == user:
        text = _own(present)
    elif present.has_changed:
        text = _("%(who)s has had this open since %(time)s and has changed it.")
    else:
        text = _("%(who)s has had this open since %(time)s.")
    return text % names


def _own(present: queries.Present) -> str:
    if present.tabs > 1 and present.has_changed:
        return _("You, in other tabs, have had this open since %(time)s and have changed it.")
    if present.tabs > 1:
        return _("You, in other tabs, have had this open since %(time)s.")
    if present.has_changed:
        return _("You, in another tab, have had this open since %(time)s and have changed it.")
    return _("You, in another tab, have had this open since %(time)s.")


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
