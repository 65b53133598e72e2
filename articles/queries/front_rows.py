"""The rows of a first page, in one query: the newest of its list, and the slots of its front.

A slot comes with all that may take its place: as many stories of its own rule as there are places
to fill up to it, for each of these may have taken one.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    Func,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from articles.models import Front, Image, Publication, Slot

from . import rights, site
from .keyset import PAGE_SIZE
from .published import LISTS, StoryList

# What a place can be filled with, by the column of its rule; of both the first counts.
RULES = ("section", "topic")
HAS_OWN = ~Q(kicker="", headline="", teaser="", image=None, shows_picture=True)
NO_TEXT = RawSQL("NULL::text", (), TextField())
NO_JSON = RawSQL("NULL::jsonb", (), JSONField())
NO_TIME = RawSQL("NULL::timestamptz", ())


class FirstOf(Func):
    """The first entries of an array, as many as a number says."""

    template = "(%(expressions)s]"
    arg_joiner = ")[1:"
    output_field = ArrayField(JSONField())


class IsOneOf(Func):
    """Whether a key is in an array, which is one parameter however long it is."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def without_placed(kind: str) -> StoryList:
    """The list ``kind`` of ``published.LISTS`` without the stories whose keys are ``placed``."""
    stories = LISTS[kind]

    def rows(placed: list[int], **given: Any) -> QuerySet:
        keys = Value(placed, ArrayField(BigIntegerField()))
        return stories.build(**given).filter(~Q(IsOneOf(F(stories.key), keys)))

    return StoryList(rows, to=stories.prefix.removesuffix("__"), placed=list, **stories.types)


def build(kind: str, arrangement: str) -> Callable[..., QuerySet]:
    """The query for the first page of the list ``kind`` of ``published.LISTS``.

    ``arrangement`` is the column of the front whose slots count. The rows are of card, picture for
    other sites, time and key of a story; or all but the last is empty, which is then a slot's
    position, and its contents stand at the end, behind the mark of the site's frame.
    """

    def rows(*, language: str, at: datetime, **of: int) -> QuerySet:
        of_front = {kind: of["pk"]} if of else {"section": None, "topic": None}
        fronts = Front.objects.filter(language=language, **of_front)
        slots = Slot.objects.filter(arrangement__in=fronts.values(arrangement))
        placed = slots.filter(holds(at)).exclude(article=None).values("article")
        newest = _newest(kind, placed, language=language, at=at, **of).values_list(
            "shown_card", "shown_social", "published_at", LISTS[kind].key, site.revision(), NO_JSON
        )
        contents = _contents(slots, placed, language=language, at=at)
        places = slots.order_by().values_list(
            NO_TEXT, NO_JSON, NO_TIME, "position", site.revision(), contents
        )
        return newest[: PAGE_SIZE + 1].union(places, all=True)

    return rows


def holds(at: datetime) -> Q:
    """The condition for slots whose story is to be shown at ``at``, if it is live."""
    return (Q(starts_at=None) | Q(starts_at__lte=at)) & (Q(ends_at=None) | Q(ends_at__gt=at))


def _newest(kind: str, placed: QuerySet, *, at: datetime, **given: Any) -> QuerySet:
    """The stories of a list that no place has; their keys are in its column ``key``."""
    stories = LISTS[kind]
    found = stories.build(at=at, **given).exclude(**{f"{stories.key}__in": placed})
    return _with_cards(found, at, of=stories.prefix).order_by("-published_at", f"-{stories.key}")


def _with_cards(rows: QuerySet, at: datetime, *, of: str = "") -> QuerySet:
    return rows.annotate(shown_card=rights.card(at, of=of), shown_social=rights.social(at, of=of))


def _contents(slots: QuerySet, placed: QuerySet, *, language: str, at: datetime) -> JSONObject:
    story = Publication.objects.live(at).filter(pk=OuterRef("article"), language=language)
    story = _with_cards(story.order_by(), at)
    is_shown = holds(at) & Exists(story)
    number = Window(Count("pk", filter=~is_shown), order_by="position")
    image = Image.objects.usable(at).filter(pk=OuterRef("image"))
    return JSONObject(
        size="size",
        kicker="kicker",
        headline="headline",
        teaser="teaser",
        shows_picture="shows_picture",
        story=Case(When(holds(at), then=Subquery(_as_story(story, "pk")))),
        said=Case(When(HAS_OWN, then=Subquery(_as_said(story)))),
        image=Subquery(_as_image(image)),
        candidates=Case(
            *(
                When(
                    ~is_shown & Q(**{f"{rule}__isnull": False}),
                    then=FirstOf(_candidates(rule, placed, language=language, at=at), number),
                )
                for rule in RULES
            )
        ),
    )


def _candidates(rule: str, placed: QuerySet, **given: Any) -> ArraySubquery:
    newest = _newest(rule, placed, pk=OuterRef(rule), **given)
    return ArraySubquery(_as_story(newest[:PAGE_SIZE], LISTS[rule].key))


def _as_story(rows: QuerySet, key: str) -> QuerySet:
    """What ``fronts.Story`` is made of."""
    return rows.values(
        json=JSONObject(
            pk=key, card="shown_card", social="shown_social", published_at="published_at"
        )
    )


def _as_said(story: QuerySet) -> QuerySet:
    """What a card of its own says of a story where its place has no other words."""
    return story.values(
        json=JSONObject(
            slug="slug",
            headline="headline",
            teaser="teaser",
            kicker="page__kicker",
            section="page__section",
            direction="page__direction",
        )
    )


def _as_image(images: QuerySet[Image]) -> QuerySet:
    names = ("rendition_key", "renditions", "alt", "alts", "is_decorative")
    return images.order_by().values(json=JSONObject(**{name: name for name in names}))
