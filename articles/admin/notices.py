"""What a person has been told: the list behind the bell, and how they want to be told."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.actions import notices as told
from articles.enums import NoticeKind
from articles.models import Notification
from articles.queries import notices

from . import marks

PAGE = 50


@dataclass(frozen=True)
class Row:
    notice: Notification
    what: str
    url: str
    when: str


@require_http_methods(["GET", "HEAD", "POST"])
def notifications(request):
    """``/admin/notifications/``: a person's own list; a POST marks as read, or chooses.

    ``?open=<id>`` leads to what a notification is about, and marks that one as read.
    """
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    at = timezone.now()
    if request.method == "POST":
        return _act(request, at)
    rows = notices.shown_to(request.user, at=at)
    if "open" in request.GET:
        return _open(request, rows, at)
    rows = rows.select_related("article", "event__by", "note__by").defer("article__body")
    page = Paginator(rows, PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": _("Notifications"),
        "page": page,
        "rows": [_row(notice, at) for notice in page],
        "choices": [(kind, choice) for kind, choice in notices.choices(request.user).items()],
    }
    return TemplateResponse(request, "admin/notifications.html", context)


def _row(notice, at):
    url = f"?open={notice.pk}" if notice.read_at is None else _place(notice)
    return Row(notice, notices.what(notice), url, marks.when(notice.at, at))


def _place(notice):
    place = "#notes" if notice.note_id else ""
    return reverse("admin:articles_article_change", args=[notice.article_id]) + place


def _open(request, rows, at):
    """Nothing but the person's own mark is changed, so a GET may."""
    notice = rows.filter(pk__in=_ids([request.GET["open"]])).first()
    if notice is None:
        return HttpResponseRedirect(reverse("admin:notifications"))
    if request.method == "GET":
        told.mark_read(request.user, at=at, only=[notice.pk])
    return HttpResponseRedirect(_place(notice))


def _act(request, at):
    if "read" in request.POST:
        told.mark_read(request.user, at=at, only=_ids(request.POST.getlist("read")))
    elif "all" in request.POST:
        told.mark_read(request.user, at=at)
    elif "choose" in request.POST:
        told.choose(request.user, {kind: _chosen(request.POST, kind) for kind in NoticeKind})
        messages.success(request, _("Your choices are saved."))
    return HttpResponseRedirect(_back(request))


def _back(request):
    """The same page of the list, at what was marked."""
    pages = _ids([request.GET.get("p", "")])
    marked = _ids([request.POST.get("read", "")])
    page = f"?p={pages[0]}" if pages else ""
    place = f"#notice-{marked[0]}" if marked else ""
    return reverse("admin:notifications") + page + place


def _ids(texts):
    """The numbers among ``texts``, which come from outside."""
    return [int(text) for text in texts if text.isdecimal() and len(text) < 19]


def _chosen(data, kind):
    """Whether in the admin, whether by mail."""
    return f"{kind}-in_admin" in data, f"{kind}-by_mail" in data
