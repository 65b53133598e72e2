from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .version import Version


class PreviewLink(models.Model):
    """Lets somebody without an account read one version of one article, for a while.

    The address carries the signed id; whoever has it can read, until it expires or is revoked.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="preview_links")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # For whom: shown to staff only.
    note = models.CharField(_("for whom"), max_length=200, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="preview_link_expires_later"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_by__isnull=False),
                name="preview_link_revoked_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.version} for {self.note or 'somebody'}"
