"""Withdrawing a story that others point at: what is to become of each of those lines."""

import re

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.db.models import TextChoices
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import ActionRefused
from articles.actions.links import Remove, Replace, withdraw_and_mend
from articles.actions.permissions import refusal_to_edit, refusal_to_withdraw
from articles.actions.release import is_live
from articles.models import Article, Publication
from articles.queries import links

from . import kept, marks
from .lookup import Lookup

# More than this nobody decides about one by one: the others keep their lines, hidden.
MOST = 100
VIEW = "admin:articles_article_withdraw"
DECIDED = re.compile(r"do_([0-9]{1,18})")
NUMBER = re.compile(r"[0-9]{1,18}")


class Decision(TextChoices):
    KEEP = "keep", gettext_lazy("Keep the line; readers do not get it")
    REPLACE = "replace", gettext_lazy("Point at another article instead")
    REMOVE = "remove", gettext_lazy("Remove the line")


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"),
        help_text=gettext_lazy("Staff see this; readers learn only that the story is gone."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, rows, at, *args, **kwargs):
        """``rows`` are the articles whose working copies point at the one to be withdrawn."""
        super().__init__(*args, **kwargs)
        self.rows = rows
        live = Article.objects.filter(pk__in=Publication.objects.live(at).order_by().values("pk"))
        for row in rows:
            self.fields[f"do_{row.pk}"] = forms.ChoiceField(
                label=_("What is to become of it"), choices=Decision, initial=Decision.KEEP
            )
            self.fields[f"to_{row.pk}"] = forms.ModelChoiceField(
                label=_("Instead"),
                queryset=live.exclude(pk=row.pk),
                required=False,
                widget=Lookup(Article._meta.get_field("translation_of"), site),
                error_messages={"invalid_choice": _("Choose an article that is live.")},
            )

    def clean(self):
        super().clean()
        for row in self.rows:
            replaces = self.cleaned_data.get(f"do_{row.pk}") == Decision.REPLACE
            name = f"to_{row.pk}"
            if not replaces:
                self.errors.pop(name, None)
            elif name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, _("Choose an article that is live."))

    def mendings(self):
        """For ``withdraw_and_mend``."""
        found = {}
        for row in self.rows:
            match self.cleaned_data[f"do_{row.pk}"]:
                case Decision.REPLACE:
                    found[row.pk] = Replace(self.cleaned_data[f"to_{row.pk}"])
                case Decision.REMOVE:
                    found[row.pk] = Remove()
        return found


def withdraw_page(model_admin, request, article):
    """``…/withdraw/``: why, and a decision for each text that points here; a POST does it all."""
    at = timezone.now()
    refusal = _refusal(request.user, article, at)
    pointing = links.pointing_at(article, user=request.user, at=at).defer("body")
    rows = list(pointing.select_related("language")[:MOST])
    mended = [row for row in rows if _may_mend(request.user, row)]
    form = WithdrawForm(mended, at, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not refusal and form.is_valid():
        try:
            withdraw_and_mend(
                article,
                by=request.user,
                at=at,
                why=form.cleaned_data["why"],
                mendings=form.mendings(),
            )
        except ActionRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Withdrawn."))
            url = reverse("admin:articles_article_change", args=[article.pk])
            return HttpResponseRedirect(url)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Withdraw"),
        "article": article,
        "opts": model_admin.opts,
        "form": form,
        "media": form.media,
        "refusal": refusal,
        "typed": typed(request.POST) if refusal else [],
        "rows": [_row(form, row, row in mended, at) for row in rows],
        "more": rows[0].total - len(rows) if rows else 0,
    }
    return TemplateResponse(request, "admin/articles/article/withdraw.html", context)


def is_form(request):
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.view_name == VIEW


def typed(posted):
    """The reason in the posted form, and what was decided, to be copied; empty where nothing was.

    The articles are called by their numbers: whoever sends it may have no login any more.
    """
    lines = [
        kept.line("why", WithdrawForm.base_fields["why"].label, posted.get("why", "")),
        kept.line("decisions", _("What you chose"), "\n".join(_decisions(posted))),
    ]
    return [line for line in lines if line.text.strip()]


def _decisions(posted):
    for name, value in posted.items():
        number = DECIDED.fullmatch(name)
        if number and value in (Decision.REPLACE, Decision.REMOVE):
            instead = posted.get(f"to_{number[1]}", "") if value == Decision.REPLACE else ""
            parts = [_("article %s") % number[1], str(Decision(value).label)]
            parts += [_("article %s") % instead] if NUMBER.fullmatch(instead) else []
            yield ": ".join(parts)


def _refusal(user, article, at):
    publication = Publication.objects.filter(article=article).first()
    if publication is None or not is_live(publication, at):
        return _("This article is not live.")
    return refusal_to_withdraw(user, article)


def _may_mend(user, row):
    return row.in_text and refusal_to_edit(user, row) is None


def _row(form, row, is_mended, at):
    return {
        "article": row,
        "url": reverse("admin:articles_article_change", args=[row.pk]),
        "pill": marks.live_pill(row, at) if row.live_from else marks.stage_pill(row),
        "do": form[f"do_{row.pk}"] if is_mended else None,
        "to": form[f"to_{row.pk}"] if is_mended else None,
    }
