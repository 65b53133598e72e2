from articles.models import Language, Section, Tag, Topic

from .times import number


def make_language(code, name="", direction="ltr"):
    """The language ``code``; English is there from the first migration on."""
    return Language.objects.get_or_create(
        code=code, defaults={"name": name or code, "direction": direction}
    )[0]


def make_section(name="", **fields):
    n = number()
    name = name or f"Section {n}"
    return Section.objects.create(name=name, slug=fields.pop("slug", f"section-{n}"), **fields)


def make_topic(name="", **fields):
    n = number()
    name = name or f"Topic {n}"
    return Topic.objects.create(name=name, slug=fields.pop("slug", f"topic-{n}"), **fields)


def make_tag(name="", **fields):
    name = name or f"tag{number()}"
    return Tag.objects.create(name=name, **fields)
