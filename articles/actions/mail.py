"""Sending what people are told by mail. The worker calls it; two workers may, at once."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from articles.models import Notification
from articles.queries import desk, notices

logger = logging.getLogger(__name__)

# So often it is tried, at growing distances: the last time about a day after the first.
TRIES = 12
FIRST_WAIT = timedelta(minutes=1)
LONGEST_SUBJECT = 150


def send_next(*, at: datetime) -> int | None:
    """Send one mail that is due; return the notification's id, None when none is due.

    None, too, when the server refused it: it is tried again later, and a server that is away
    costs a round of the worker no more than one attempt. Each attempt is recorded before it is
    made, so that no row stays locked while the server thinks.

    Whether a server took a mail cannot always be known: it may fall silent after the text, or the
    worker be killed before that is recorded. The mail is then sent again, with the Message-ID that
    it had, by which mail programs know that they have it already.
    """
    notice = _claim(at)
    if notice is None:
        return None
    if not _may_be_told(notice, at):
        Notification.objects.filter(pk=notice.pk).update(by_mail=False)
        return notice.pk
    try:
        message(notice).send()
    except (SMTPException, OSError, ValueError) as error:
        logger.warning("Mail of notification %s was not sent: %s", notice.pk, error)
        return None
    Notification.objects.filter(pk=notice.pk).update(mailed_at=at)
    return notice.pk


def given_up() -> QuerySet[Notification]:
    """What was tried in vain so often that it is not tried again."""
    return Notification.objects.filter(by_mail=True, mailed_at=None, mail_tries__gte=TRIES)


@transaction.atomic
def _claim(at):
    due = Notification.objects.filter(by_mail=True, mailed_at=None, mail_tries__lt=TRIES)
    due = due.filter(Q(mail_again_at=None) | Q(mail_again_at__lte=at)).order_by("pk")
    notice = due.select_for_update(skip_locked=True).first()
    if notice is not None:
        notice.mail_again_at = at + FIRST_WAIT * 2**notice.mail_tries
        notice.mail_tries = F("mail_tries") + 1
        notice.save(update_fields=["mail_again_at", "mail_tries"])
    return notice


def _may_be_told(notice, at):
    """Rights and addresses may have changed since."""
    to = notice.to
    visible = desk.visible_to(to, at=at).filter(pk=notice.article_id)
    return bool(to.is_active and to.is_staff and to.email) and visible.exists()


def message(notice: Notification) -> EmailMessage:
    """The mail that tells of ``notice``: plain text, with the way to the article."""
    headline = " ".join(notice.article.headline.split())
    subject = f"{notice.get_kind_display().capitalize()}: {headline}"
    path = reverse("admin:articles_article_change", args=[notice.article_id])
    choices = settings.SITE_URL + reverse("admin:notifications")
    parts = [
        notices.what(notice),
        headline,
        notice.text.strip(),
        settings.SITE_URL + path,
        _("What you are told, and how, you choose at %(address)s") % {"address": choices},
    ]
    return EmailMessage(
        subject=subject[:LONGEST_SUBJECT],
        body="\n\n".join(part for part in parts if part) + "\n",
        to=[notice.to.email],
        headers={"Auto-Submitted": "auto-generated", **_names(notice)},
    )


def _names(notice):
    """What mail programs know a mail by, the same at each attempt (RFC 5322, 3.6.4).

    Each answers one for the whole article, which was never sent, so that they stand together.
    """
    host = urlsplit(settings.SITE_URL).hostname or ""
    place = f"[{host}]" if ":" in host else punycode(host)
    stamp = int(notice.at.timestamp())  # numbers come again in a database that was set up anew
    thread = f"<article-{notice.article_id}@{place}>"
    return {
        "Message-ID": f"<notification-{notice.pk}-{stamp}@{place}>",
        "In-Reply-To": thread,
        "References": thread,
    }
