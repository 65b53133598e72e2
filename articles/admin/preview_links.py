"""Preview links of an article: who made which for whom; making and revoking one."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import ActionRefused, preview_links
from articles.actions.permissions import refusal_to_link, refusal_to_revoke
from articles.models import PreviewLink
from articles.queries.preview_links import Standing, address, standings

from . import marks

LIFETIMES = {
    "1h": (gettext_lazy("1 hour"), timedelta(hours=1)),
    "1d": (gettext_lazy("1 day"), timedelta(days=1)),
    "7d": (gettext_lazy("7 days"), timedelta(days=7)),
    "30d": (gettext_lazy("30 days"), timedelta(days=30)),
}
STATES = {
    Standing.GOOD: gettext_lazy("good"),
    Standing.RESTING: gettext_lazy("stopped"),
    Standing.REVOKED: gettext_lazy("revoked"),
    Standing.EXPIRED: gettext_lazy("expired"),
    Standing.ENDED: gettext_lazy("ended"),
}
REASONS = {
    Standing.RESTING: gettext_lazy(
        "Nobody can read by it now: who made it may not show this article any more."
    ),
    Standing.ENDED: gettext_lazy("It ended when the story was withdrawn."),
}
# Of so many newest versions one can be chosen; so many links are listed.
VERSIONS, LINKS = 20, 100


class LinkForm(forms.Form):
    version = forms.ModelChoiceField(label=gettext_lazy("Version"), queryset=None, empty_label=None)
    lifetime = forms.ChoiceField(
        label=gettext_lazy("Good for"),
        choices=[(key, label) for key, (label, _delta) in LIFETIMES.items()],
        initial="1d",
    )
    note = forms.CharField(
        label=gettext_lazy("For whom"),
        help_text=gettext_lazy("Only staff see this."),
        max_length=200,
        required=False,
    )

    def __init__(self, article, at, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["version"]
        newest = article.version_number - VERSIONS
        rows = article.versions.filter(number__gt=newest).select_related("created_by")
        field.queryset = rows.defer("data").order_by("-number")
        field.label_from_instance = lambda version: (
            _("Version %(number)d, %(who)s")
            % {
                "number": version.number,
                "who": marks.person(version.created_by),
            }
        )


@dataclass(frozen=True)
class Row:
    link: PreviewLink
    made_by: str
    made: str
    expires: str
    state: Promise
    reason: Promise | str
    is_good: bool
    # Empty for who may not hand it on.
    url: str
    may_revoke: bool


def links_page(model_admin, request, article):
    """``…/links/``: the list; a POST makes a link, or revokes the one that it names."""
    at = timezone.now()
    refusal = refusal_to_link(request.user, article)
    form = LinkForm(article, at)
    if request.method == "POST":
        if "revoke" in request.POST:
            return _revoke(request, article, at)
        form = LinkForm(article, at, request.POST)
        if form.is_valid() and _make(request, form, at):
            return _back(article)
    links = PreviewLink.objects.filter(version__article=article)
    links = links.select_related("version", "made_by").defer("version__data")[:LINKS]
    found = standings(links, article, at=at)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Preview links"),
        "article": article,
        "opts": model_admin.opts,
        "rows": [_row(link, found[link.pk], request, article, at, refusal) for link in links],
        "form": form,
        "refusal": refusal,
        "media": model_admin.media + forms.Media(js=["newsroom/copy.js"]),
    }
    return TemplateResponse(request, "admin/articles/article/links.html", context)


def _row(link, standing, request, article, at, refusal):
    is_good = standing == Standing.GOOD
    may_work = is_good or standing == Standing.RESTING
    url = request.build_absolute_uri(address(link.pk)) if is_good and not refusal else ""
    return Row(
        link=link,
        made_by=marks.person(link.made_by),
        made=marks.when(link.made_at, at),
        expires=marks.when(link.expires_at, at),
        state=STATES[standing],
        reason=REASONS.get(standing, ""),
        is_good=is_good,
        url=url,
        may_revoke=may_work and refusal_to_revoke(request.user, article, link) is None,
    )


def _make(request, form, at):
    """Whether the link was made; what stands against it is in the form."""
    asked = form.cleaned_data
    _label, lifetime = LIFETIMES[asked["lifetime"]]
    try:
        preview_links.make(
            asked["version"],
            by=request.user,
            at=at,
            expires_at=at + lifetime,
            note=asked["note"],
        )
    except ActionRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The link is made: it is the first in the list."))
    return True


def _revoke(request, article, at):
    pk = request.POST["revoke"]
    known = PreviewLink.objects.select_related("version").filter(version__article=article)
    link = known.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
    try:
        if link is not None:
            preview_links.revoke(link, by=request.user, at=at)
            messages.success(request, _("The link is revoked: nobody can read by it any more."))
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    return _back(article)


def _back(article):
    return HttpResponseRedirect(reverse("admin:articles_article_links", args=[article.pk]))
