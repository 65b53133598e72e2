"""The texts of the pages in which the newsroom says how it works."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from articles import chars
from articles.body import Embed, Gallery, ImageBlock, ReadMore, canonical, parse
from articles.models import PolicyPage, PolicyText, PolicyVersion

from .errors import Conflict, NotAllowed, NotReady
from .permissions import may

# Stories and pictures can be taken from readers; these pages must not change by that.
NOT_HERE = (Embed, Gallery, ImageBlock, ReadMore)


@transaction.atomic
def save(
    text: PolicyText,
    *,
    by: User | None,
    at: datetime,
    expected_version: int | None = None,
) -> PolicyText:
    """Give readers ``text`` with its title and body, and keep what it says as a version.

    Where it says what it said before, nothing happens. Raises NotAllowed, NotReady, or Conflict
    when its newest version is not ``expected_version`` (None: does not ask).
    """
    if not may(by, "change_policytext"):
        raise NotAllowed(_("You may not change the pages of the newsroom."))
    if not PolicyPage.objects.select_for_update().filter(pk=text.page_id).exists():
        raise NotAllowed(_("Somebody has deleted this page."))
    _require_text(text)
    stored = PolicyText.objects.filter(page=text.page_id, language=text.language_id).first()
    newest = _newest(stored)
    if expected_version is not None and expected_version != newest:
        raise Conflict(
            _("Somebody has saved a newer text since you opened this one. Look at it first."),
            newest,
        )
    if stored and (stored.title, stored.body) == (text.title, canonical(text.body)):
        return stored
    text.pk = stored.pk if stored else None
    text.changed_at = at
    text.save()
    PolicyVersion.objects.create(
        text=text, number=newest + 1, title=text.title, body=text.body, made_at=at, made_by=by
    )
    return text


def _require_text(text):
    blocks = parse(text.body)
    problems = []
    if chars.is_blank(text.title):
        problems.append(_("Write a title."))
    if not blocks:
        problems.append(_("The text is empty."))
    if any(isinstance(block, NOT_HERE) for block in blocks):
        problems.append(
            _("A page of the newsroom holds text and links, no pictures, posts or read-more lines.")
        )
    if problems:
        raise NotReady(problems)


def _newest(stored):
    if stored is None:
        return 0
    return stored.versions.aggregate(newest=Max("number"))["newest"] or 0
