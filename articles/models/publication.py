"""What readers get. One row a published article, and the rows that lists page through."""

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from .article import Article
from .credit import Contributor
from .image import Image
from .language import Language
from .relation import ReadMore, read_more_constraints
from .taxonomy import Section, Tag, Topic
from .version import Version

# When the month begins, by UTC, in which a publication is listed in sitemaps. Words for PostgreSQL:
# only what no setting changes can be in an index.
MONTH = Func(
    F("published_at"),
    template="date_trunc('month', %(expressions)s AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'",
    output_field=models.DateTimeField(),
)


class PublicationQuerySet(models.QuerySet):
    def live(self, at):
        """The one definition of what readers may see at ``at``."""
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=at),
            published_at__lte=at,
            withdrawn_at__isnull=True,
        )

    def gone(self, at):
        """What readers could once see and no longer may: answered with 410, not 404."""
        return self.filter(
            Q(withdrawn_at__isnull=False) | Q(expires_at__lte=at), published_at__lte=at
        )

    def scheduled(self, at):
        return self.filter(published_at__gt=at, withdrawn_at__isnull=True)


class Publication(models.Model):
    """Points at one Version and carries what lists and pages need ready-made.

    ``page``, ``pieces`` and ``card`` are made from the version when it is published and can be
    made again at any time (``manage.py rebuild``). Where the lead picture may be shown only from
    ``lead_from`` or until ``lead_until``, lists show ``plain_card`` at all other times: it is
    without the picture.
    """

    article = models.OneToOneField(
        Article, models.PROTECT, primary_key=True, related_name="publication"
    )
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    language = models.ForeignKey(Language, models.PROTECT, related_name="+", db_index=False)
    section = models.ForeignKey(Section, models.PROTECT, related_name="+", db_index=False)
    lead_image = models.ForeignKey(Image, models.PROTECT, null=True, related_name="+")
    translation_group = models.BigIntegerField(db_index=True)
    slug = models.SlugField(max_length=100, allow_unicode=True, db_index=False)
    headline = models.CharField(max_length=300)
    teaser = models.TextField()
    published_at = models.DateTimeField(_("published"))
    updated_at = models.DateTimeField(_("updated"))
    expires_at = models.DateTimeField(_("expires"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_why = models.TextField(_("reason for withdrawing"), blank=True)
    # When the worker did what must be done at the moment of publication.
    announced_at = models.DateTimeField(null=True)
    # A name or picture that the row repeats has changed since it was made.
    is_stale = models.BooleanField(default=False)
    page = models.JSONField()
    pieces = models.JSONField()
    card = models.TextField()
    plain_card = models.TextField(default="")
    lead_from = models.DateTimeField(null=True)
    lead_until = models.DateTimeField(null=True)
    # What other sites show of its lead picture: address, size in pixels, alternative text.
    social = models.JSONField(null=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-article_id"]
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("published_at")),
                name="publication_expires_after_start",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""),
                name="publication_withdrawn_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["language", "-published_at", "-article"], name="publication_newest"
            ),
            models.Index(
                fields=["section", "language", "-published_at", "-article"],
                name="publication_section",
            ),
            models.Index(
                fields=["published_at"],
                condition=Q(announced_at__isnull=True),
                name="publication_to_announce",
            ),
            models.Index(fields=["article"], condition=Q(is_stale=True), name="publication_stale"),
            # Of each month first what readers have longest: see queries/sitemap.py.
            models.Index(
                MONTH,
                F("expires_at").desc(),
                condition=Q(withdrawn_at__isnull=True),
                name="publication_month",
            ),
        ]

    def __str__(self):
        return self.headline


class ListedPublication(models.Model):
    """A publication in the list of a topic, tag or person.

    Repeats language and time, so that one index serves any page of the list.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="+")
    language = models.ForeignKey(Language, models.PROTECT, related_name="+", db_index=False)
    published_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.publication_id} in {self._meta.verbose_name}"


def listed_once(field):
    return models.UniqueConstraint(fields=["publication", field], name=f"publication_{field}_once")


def keyset(field):
    """The index that a list by ``field`` is paged through."""
    return models.Index(
        fields=[field, "language", "-published_at", "-publication"], name=f"publication_by_{field}"
    )


class PublicationTopic(ListedPublication):
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="topic_rows")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [listed_once("topic")]
        indexes = [keyset("topic")]


class PublicationTag(ListedPublication):
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="tag_rows")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [listed_once("tag")]
        indexes = [keyset("tag")]


class PublicationPerson(ListedPublication):
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="person_rows")
    contributor = models.ForeignKey(Contributor, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [listed_once("contributor")]
        indexes = [keyset("contributor")]


class PublicationReadMore(ReadMore):
    """A read-more of the published version; bound late, so that it shows when its target does."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="read_more_rows")

    class Meta(ReadMore.Meta):
        constraints = read_more_constraints("publication")
        indexes = [
            models.Index(
                fields=["wanted_key"],
                condition=Q(target__isnull=True),
                name="publication_wanted",
            )
        ]


class PublicationImage(models.Model):
    """A picture that a published version shows, lead picture included."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="image_rows")
    image = models.ForeignKey(Image, models.PROTECT, related_name="publications")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "image"], name="publication_image_once")
        ]

    def __str__(self):
        return f"{self.publication_id}: {self.image_id}"
