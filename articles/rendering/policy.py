"""From a page of the newsroom to what its template prints."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from articles.body import parse, render_pieces, to_text
from articles.locales import moment
from articles.queries.policy import Policy
from articles.queries.site import Furniture

from . import sharing, structured_pages

# Of the text, for search engines and other sites.
DESCRIPTION = 200


@dataclass(frozen=True)
class PolicyPage:
    title: str
    description: str
    body: SafeString
    changed_iso: str
    changed_moment: str
    canonical_url: str
    sharing: SafeString
    json_ld: SafeString


def policy_page(policy: Policy, furniture: Furniture, absolute: Callable[[str], str]) -> PolicyPage:
    """In the active language. ``absolute`` makes a full address of a path."""
    blocks = parse(policy.body)
    description = shortened(to_text(blocks))
    url = absolute(policy.url)
    # It points at no story and shows no picture, which could be taken from readers.
    pieces = [
        piece for piece in render_pieces(blocks, {}, policy.language) if isinstance(piece, str)
    ]
    changed = policy.changed_at.isoformat()
    return PolicyPage(
        title=policy.title,
        description=description,
        body=mark_safe("\n".join(pieces)),
        changed_iso=changed,
        changed_moment=moment(policy.changed_at),
        canonical_url=url,
        sharing=sharing.of_list("page", policy.title, description, url, None, furniture, absolute),
        json_ld=structured_pages.of_policy(
            policy.title, description, url, changed, furniture, absolute
        ),
    )


def shortened(text: str) -> str:
    """``text`` on one line, cut between words where it is longer than DESCRIPTION characters."""
    line = " ".join(text.split())
    if len(line) <= DESCRIPTION:
        return line
    return f"{line[:DESCRIPTION].rsplit(' ', 1)[0].rstrip(' ,;:.')} …"
