"""The tags that a version names, as they stand now: some may have been merged since."""

from collections.abc import Collection

from articles.models import Tag


def standing(pks: Collection[int]) -> list[Tag]:
    """The tags ``pks``, each that was merged as the one it was merged into; by name, each once.

    One query, and one more for each time that one of them was merged. Those that are gone are left
    out.
    """
    tags = list(Tag.objects.filter(pk__in=pks).order_by("name"))
    while any(tag.merged_into_id for tag in tags):
        stand = {tag.merged_into_id or tag.pk for tag in tags}
        tags = list(Tag.objects.filter(pk__in=stand).order_by("name"))
    return tags
