"""Small pieces of HTML that our lists and forms share."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.moments import when
from articles.queries.live_state import LiveState, live_state
from articles.snapshot.pictures import cut

THUMBNAIL_SIZES = {
    "thumbnail": "6rem",
    "library-thumbnail": "(max-width: 560px) 92vw, 18rem",
    "chosen-thumbnail": "14rem",
}
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


def picture_address(key, name):
    """Where staff get a rendition, whether readers have it or not."""
    return reverse("admin:articles_image_file", args=[key, name])


def cut_of(image, crop="full"):
    """The crop as staff get it; None for a picture of which nothing is made yet."""
    if not (image and image.rendition_key):
        return None
    return cut(image.rendition_key, crop, image.renditions[crop], picture_address)


def thumbnail(image, css_class="thumbnail", *, alt=""):
    """The picture itself, small; ``alt`` where its alternative text does not stand beside it."""
    made = cut_of(image)
    if made is None:
        return "–"
    return format_html(
        '<img class="{}" src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" '
        'loading="lazy">',
        *(css_class, made.src, made.sources[-1][1], THUMBNAIL_SIZES.get(css_class, "22rem")),
        *(made.width, made.height, alt),
    )
