"""Who and what a text names, found by the names that texts use; remembered for a whole run."""

from django.db.models import Value
from django.db.models.functions import Lower

from articles import chars
from articles.body.headline import headline_key
from articles.models import Agency, Contributor, Language, Section, SiteSettings, Tag, Topic
from articles.snapshot.tags import standing

from .problems import ImportProblem


class Directory:
    """Rows by name. ``forget`` after a rollback: people, agencies and tags may be gone again."""

    def __init__(self):
        self._languages = {row.code: row for row in Language.objects.all()}
        self._sections = _by_name(Section.objects.all())
        self._topics = _by_name(Topic.objects.all())
        self._default = SiteSettings.objects.get().default_language_id
        self.forget()

    def forget(self):
        self._people, self._agencies, self._tags = {}, {}, {}

    def language(self, name):
        """The code of the language called ``name``: a tag ("de", "de-AT") or its own name."""
        wanted = name.strip().casefold().replace("_", "-")
        own_names = {row.name.casefold(): code for code, row in self._languages.items()}
        for candidate in (wanted, own_names.get(wanted), wanted.partition("-")[0]):
            if candidate in self._languages:
                return candidate
        known = ", ".join(self._languages)
        raise ImportProblem(f"there is no language “{name}”; there are: {known}")

    def default_language(self):
        return self._default

    def has_language(self, code):
        return code in self._languages

    def section(self, name):
        """The section by slug, or by its name in any language."""
        found = self._sections.get(headline_key(name))
        if found is None:
            known = ", ".join(sorted({row.slug for row in self._sections.values()})) or "none yet"
            raise ImportProblem(f"there is no section “{name}”; there are: {known}")
        return found

    def topic(self, name):
        """The topic by slug, code, or name in any language; None for an unknown one."""
        return self._topics.get(headline_key(name))

    def person_by_initials(self, initials):
        """Who signs so; a person to be completed where nobody does."""
        defaults = {"name": initials, "initials": initials, "is_complete": False}
        return self._found(self._people, Contributor, "initials", initials, defaults)

    def person_by_name(self, name):
        defaults = {"name": name, "is_complete": False}
        return self._found(self._people, Contributor, "name", name, defaults)

    def agency(self, name):
        """The agency by short name, else by name."""
        key = name.lower()
        if key not in self._agencies:
            values = {"name": name, "short_name": name}
            found = _first(Agency, "short_name", name) or _first(Agency, "name", name)
            self._agencies[key] = found or _made(Agency, values)
        return self._agencies[key]

    def tag(self, name):
        """The tag of that name, or the one that it was merged into."""
        name = chars.name(name)
        found = self._found(self._tags, Tag, "name", name, {"name": name})
        return standing([found.pk])[0] if found.merged_into_id else found

    def _found(self, cache, model, field, value, defaults):
        """The row whose ``field`` is ``value``; made where there is none."""
        key = field, value.lower()
        if key not in cache:
            cache[key] = _first(model, field, value) or _made(model, defaults)
        return cache[key]


def _first(model, field, value):
    """The oldest row whose ``field`` is ``value`` in any case, or None."""
    rows = model.objects.alias(key=Lower(field)).filter(key=Lower(Value(value)))
    return rows.order_by("pk").first()


def _made(model, values):
    row = model(**values)
    row.clean_fields(exclude=["slug"])
    row.save()
    return row


def _by_name(rows):
    """Rows by slug, code and every name; where two share one, the older keeps it, or the one that
    is not retired.
    """
    found = {}
    for row in sorted(rows, key=lambda row: (bool(getattr(row, "retired_at", None)), row.pk)):
        names = (row.slug, row.name, *row.names.values(), getattr(row, "qcode", None))
        for name in filter(None, names):
            found.setdefault(headline_key(name), row)
    return found
