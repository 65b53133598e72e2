"""The draft as readers would see it now or at a time that is to come, by the query and the template
of the public page.
"""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import addresses, locales, wall_clock
from articles.admin import marks
from articles.admin.times import NewsroomTimeField
from articles.queries import fronts, site, subjects, topics
from articles.queries.published import CardList
from articles.rendering import subjects as about
from articles.rendering.lists import list_page

from .where import Where

# Of a story that is to come readers have no pictures yet; staff have them at another address.
_PICTURE = re.compile(addresses.picture(r"([\w-]+)", r"([\w.-]+)"))


class MomentForm(forms.Form):
    """Which moment the preview is of; it is empty for now."""

    at = NewsroomTimeField(label=gettext_lazy("Preview of a later time"), required=False)

    def clean_at(self) -> datetime | None:
        moment = self.cleaned_data["at"]
        if moment and moment < timezone.now():
            raise ValidationError(_("Choose a time that is to come."))
        return moment


def preview(model_admin: Any, request: HttpRequest, where: Where) -> HttpResponse:
    form, code = MomentForm(request.GET), where.language.code
    furniture = site.furniture(code)
    if furniture is None:
        raise Http404
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["at"]))
        return HttpResponseRedirect(where.url())
    moment = form.cleaned_data["at"]
    at = moment or timezone.now()
    with locales.speaking(furniture.language):
        page = list_page(
            where.kind,
            **_about(where, furniture, at),
            found=_for_staff(fronts.draft(where.kind, code, at=at, **_of(where))),
            url=where.public_url,
            canonical_url="",
            is_first=True,
            furniture=furniture,
            absolute=request.build_absolute_uri,
            picture_address=marks.picture_address,
        )
        context = {
            "site": furniture.site,
            "language": furniture.language,
            "here": furniture.site.section_number(where.public_url),
            "page": page,
            "base": f"articles/{where.kind}.html",
            "desk_url": where.url(),
            "moment": wall_clock.shown(moment) if moment else "",
        }
        html = render_to_string("admin/articles/front/preview.html", context, request)
    response = HttpResponse(html)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Content-Language"] = code
    return response


def _for_staff(found: CardList) -> CardList:
    """``found`` with pictures from where staff get them."""
    cards = [
        _PICTURE.sub(lambda at: marks.picture_address(*at.groups()), one) for one in found.cards
    ]
    return replace(found, cards=cards)


def _of(where: Where) -> dict[str, int]:
    return {"pk": where.subject.pk} if where.subject else {}


def _about(where: Where, furniture: site.Furniture, at: datetime) -> dict[str, Any]:
    if where.subject is None:
        return {"title": furniture.site.name, "description": furniture.site.tagline}
    code, pk, details = where.language.code, where.subject.pk, {}
    if where.kind == "topic":
        found = subjects.topic(pk, code)
        details = about.of_topic(found, topics.around(pk, code, at=at))
    else:
        found = subjects.section(pk, code)
    return {"title": found.name, "description": found.description, "details": details}
