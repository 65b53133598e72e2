"""What a publication row keeps ready-made, so that a reader's request needs no joins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html, format_html_join

from articles import addresses, locales
from articles.alphabet import in_order
from articles.body import parse, references, render_pieces, word_count
from articles.body.headline import headline_key
from articles.enums import ChangeKind, CreditRole
from articles.models import Contributor, Correction, Image, Language, Section, Topic

from . import card
from .pictures import Address, for_machines, for_sharing, image_data, in_text
from .sign_off import sign_off_parts
from .story import story_parts
from .tags import standing

WORDS_A_MINUTE = 230
IN_BYLINE = (CreditRole.WRITER, CreditRole.REPORTER, CreditRole.TRANSLATOR)


@dataclass(frozen=True)
class Ready:
    """The columns and rows that a publication derives from its version."""

    columns: dict
    topics: list[int]
    tags: list[int]
    people: list[int]
    images: list[int]
    # Of these, what readers get at some time.
    shown: set[int]
    # (target id or None, wanted headline, its key), in the order of the text
    read_more: list[tuple[int | None, str, str]]


def make_ready(
    data: Mapping,
    *,
    article_id: int,
    published_at: datetime,
    updated_at: datetime,
    picture_address: Address = addresses.picture,
    section_link: Mapping | None = None,
) -> Ready:
    """Everything that readers get of the version ``data`` (see ``freeze``); seven queries.

    ``picture_address`` says where the files of its pictures are for those who get it,
    ``section_link`` what they see in the place of the section's name and address.

    Words are in the article's own language. Rows that ``data`` names and that are gone are left
    out, and so are pictures that may not be used; a section must exist. One that may be used for
    a time is there: ``queries.rights`` leaves it out at all others.
    """
    language = Language.objects.get(pk=data["language_id"])
    blocks = parse(data["body"])
    found = references(blocks)
    images = Image.objects.in_bulk({data["lead_image_id"], *found.images} - {None})
    code = language.code
    filed_under = Topic.objects.filter(pk__in=data["topics"])
    topics = in_order(filed_under, code, name=lambda topic: topic.name_in(code))
    tags = in_order(standing(data["tags"]), code)
    shown = {
        pk: picture
        for pk, image in images.items()
        if not image.do_not_use
        and (picture := image_data(image, language.code, address=picture_address))
    }
    lead_image = images.get(data["lead_image_id"])
    lead = shown.get(data["lead_image_id"])
    with locales.speaking(language):
        page = _page(data, language, blocks, topics, tags)
        page["section"] = section_link or page["section"]
        page["lead"] = for_machines(lead_image, lead) if lead_image and lead else None
        page["pictures"] = in_text(blocks, images, shown)
        url = addresses.address(addresses.ARTICLE, language.code, data["slug"], article_id)
        page |= _changes(article_id, url)
        page["parts"] = story_parts(
            page,
            lead=lead,
            headline=data["headline"],
            teaser=data["teaser"],
            published_at=published_at,
            updated_at=updated_at,
        )
        pieces = render_pieces(blocks, shown, language.code)
        cards = _cards(data, page, lead, lead_image, language, url, published_at)
    return Ready(
        columns={
            "language_id": language.code,
            "section_id": data["section_id"],
            "lead_image_id": lead_image.pk if lead_image else None,
            "translation_group": data["translation_of_id"] or article_id,
            "slug": data["slug"],
            "headline": data["headline"],
            "teaser": data["teaser"],
            "page": page,
            "pieces": pieces,
            **cards,
            "social": for_sharing(page["lead"]),
        },
        topics=[topic.pk for topic in topics],
        tags=[tag.pk for tag in tags],
        people=list(dict.fromkeys(credit["contributor_id"] for credit in data["credits"])),
        images=sorted(images),
        shown=set(shown),
        read_more=[
            (block.article_id, block.wanted, headline_key(block.wanted))
            for block in found.read_more
        ],
    )


def _page(data, language, blocks, topics, tags):
    code = language.code
    section = Section.objects.get(pk=data["section_id"])
    people = Contributor.objects.in_bulk([credit["contributor_id"] for credit in data["credits"]])
    words = word_count(blocks)
    return {
        "kicker": data["kicker"],
        "direction": language.direction,
        "language_name": language.name,
        "section": _link(addresses.SECTION, code, section.slug_in(code), section, code),
        "byline": _byline(data["credits"], people, code),
        "sign_off": _sign_off(data, people, code),
        "place": data["place"],
        "dateline": data["dateline"],
        "topics": [_link(addresses.TOPIC, code, row.slug_in(code), row, code) for row in topics],
        "topic_ids": [topic.pk for topic in topics],
        "tags": [
            {"name": tag.name, "url": addresses.address(addresses.TAG, code, tag.slug, tag.pk)}
            for tag in tags
        ],
        "seo_title": data["seo_title"],
        "seo_description": data["seo_description"],
        "word_count": words,
        "reading_minutes": max(1, round(words / WORDS_A_MINUTE)),
    }


def _changes(article_id, url):
    """What readers were told of changes since the first publication, the newest first."""
    told = Correction.objects.filter(article=article_id).exclude(kind=ChangeKind.MINOR)
    told = told.order_by("-at", "-pk")
    is_changed = any(entry.before_id != entry.after_id for entry in told)
    entries = [
        {
            "kind": entry.kind,
            "label": str(entry.get_kind_display()),
            "words": entry.words,
            "at": entry.at.isoformat(),
        }
        for entry in told
    ]
    return {
        "corrections": [entry for entry in entries if entry["words"]],
        "changes_url": f"{url}changes/" if is_changed else "",
    }


def _link(kind, code, slug, row, language):
    return {"name": row.name_in(language), "url": addresses.address(kind, code, slug, row.pk)}


def _person_url(people, credit, code):
    """Where the credited person's page is; "" for one who has none."""
    person = people.get(credit["contributor_id"])
    if person is None or not person.is_complete:
        return ""
    return addresses.address(addresses.PERSON, code, person.slug, person.pk)


def _byline(credits, people, code):
    return [
        {
            "name": credit["name"],
            "url": url,
            "role": str(CreditRole(credit["role"]).label),
        }
        for credit in credits
        if credit["role"] in IN_BYLINE and (url := _person_url(people, credit, code))
    ]


def _sign_off(data, people, code):
    writers, editors, wires = sign_off_parts(data["credits"], data["agencies"])

    def signed(credit):
        url = _person_url(people, credit, code)
        if not url:
            return credit["initials"]
        link = '<a href="{}" title="{}">{}</a>'
        return format_html(link, url, credit["name"], credit["initials"])

    def initials(credits):
        return format_html_join(", ", "{}", ((signed(credit),) for credit in credits))

    line = initials(writers)
    if editors:
        line = format_html("{}/{}", line, initials(editors))
    if wires:
        line = format_html("{} ({})", line, ", ".join(wires))
    return line.strip()


def _cards(data, page, lead, lead_image, language, url, published_at):
    """The card, and another for the time at which the lead picture may not be shown."""

    def made(lead):
        return _card(data, page, lead, language, url, published_at)

    return {
        "card": made(lead),
        "plain_card": made(None) if lead and lead.rights else "",
        "lead_from": lead_image.usable_from if lead else None,
        "lead_until": lead_image.usable_until if lead else None,
    }


def _card(data, page, lead, language, url, published_at):
    return card.render(
        card.of(
            url=url,
            headline=data["headline"],
            kicker=data["kicker"],
            teaser=data["teaser"],
            section=page["section"],
            language=language.code,
            direction=language.direction,
            published_at=published_at,
            picture=card.render_picture(card.picture(lead.cuts, lead.alt)) if lead else "",
        )
    )
