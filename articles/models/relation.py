"""What the body of a working copy points at, as rows; rewritten at each save."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .image import Image


class ReadMore(models.Model):
    """A pointer to an article, or to one that does not exist yet (*wanted* by its headline)."""

    position = models.PositiveSmallIntegerField()
    target = models.ForeignKey(Article, models.PROTECT, null=True, related_name="+")
    wanted = models.CharField(max_length=300, blank=True)
    wanted_key = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self):
        return self.wanted or f"#{self.target_id}"


def read_more_constraints(owner):
    """A read-more has a target or is wanted, never both, and one place in its text."""
    return [
        models.UniqueConstraint(fields=[owner, "position"], name=f"{owner}_read_more_place"),
        models.CheckConstraint(
            condition=models.Q(target__isnull=False, wanted="")
            | (models.Q(target__isnull=True) & ~models.Q(wanted="")),
            name=f"{owner}_read_more_target_or_wanted",
        ),
    ]


class ReadMoreReference(ReadMore):
    article = models.ForeignKey(Article, models.CASCADE, related_name="read_more_references")
    target = models.ForeignKey(Article, models.PROTECT, null=True, related_name="referenced_by")

    class Meta(ReadMore.Meta):
        verbose_name = _("read-more")
        verbose_name_plural = _("read-mores")
        constraints = read_more_constraints("article")
        indexes = [
            models.Index(
                fields=["wanted_key"],
                condition=models.Q(target__isnull=True),
                name="read_more_wanted",
            )
        ]


class ImageReference(models.Model):
    article = models.ForeignKey(Article, models.CASCADE, related_name="image_references")
    image = models.ForeignKey(Image, models.PROTECT, related_name="references")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="article_image_place")
        ]

    def __str__(self):
        return f"{self.article_id}: {self.image_id}"
