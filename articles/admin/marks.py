"""Small pieces of HTML that our lists and forms share."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.moments import when
from articles.queries.live_state import LiveState, live_state

PEOPLE = ("first_name", "last_name", "username")  # their order in lists to choose from


class PersonChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return person(user)


def person(user):
    return user.get_full_name() or user.get_username() if user else _("the system")


def labelled(label, value):
    """``value`` in a list; with ``label`` on a phone, where no heading stands above it."""
    return format_html('<span class="cell-label">{}</span> {}', label, value)


def stage_pill(article):
    return format_html(
        '<span class="pill stage-{}">{}</span>', article.stage, article.get_stage_display()
    )


def live_pill(article, at):
    """The live state of ``article``, which comes from ``with_live_state``, and since when."""
    state = live_state(article, at)
    moment = {
        LiveState.SCHEDULED: article.live_from,
        LiveState.LIVE: article.live_from,
        LiveState.NEWER: article.live_from,
        LiveState.WITHDRAWN: article.withdrawn_at,
        LiveState.EXPIRED: article.live_until,
    }.get(state)
    pill = format_html('<span class="pill live-{}">{}</span>', state.value, state.label)
    if not moment:
        return pill
    if state != LiveState.NEWER:
        return format_html("{} {}", pill, when(moment, at))
    since = format_html(_("live since {}"), when(moment, at))
    return format_html('{} <span class="since">{}</span>', pill, since)


def thumbnail(image, css_class="thumbnail"):
    """The picture itself, small. Its alternative text stands beside it wherever this is used."""
    if not (image and image.file):
        return "–"
    return format_html(
        '<img class="{}" src="{}" width="{}" height="{}" alt="" loading="lazy">',
        css_class,
        image.file.url,
        image.width,
        image.height,
    )
