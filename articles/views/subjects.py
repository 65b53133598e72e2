"""What a list or a feed is about: a section, topic, tag or person."""

from django.http import Http404

from articles import addresses, locales
from articles.queries import people, subjects, topics
from articles.rendering import subjects as about

from . import respond


def with_stories(kind, language, pk, read):
    """The subject ``pk`` of this kind, and what ``read(pk, language)`` finds of it.

    Raises Http404. Only sections may be empty: a tag that nothing live carries would tell of a
    draft. A tag that was merged is the one that it was merged into.
    """
    subject = _subject(kind, pk, language)
    found = subject and read(subject.pk, language)
    if not subject or (found.is_empty and kind != "section"):
        raise Http404
    return subject, found


def address(kind, language, subject):
    """The path of the subject's page."""
    return addresses.address(LETTERS[kind], language, subject.slug, subject.pk)


def elsewhere(kind, language, subject):
    """The paths of the subject's page by language, of each that it has a page in."""
    slugs = subject.slugs | {language: subject.slug}
    return {
        code: addresses.address(LETTERS[kind], code, slug, subject.pk)
        for code, slug in slugs.items()
    }


def details(kind, subject, language, *, site_language, at):
    """What the page of ``subject`` says of it beside name and description; at most one query."""
    found = _details(kind, subject, language, at)
    borrowed = subject.borrowed if language != site_language else ()
    return found | {f"{name}_language": site_language for name in borrowed}


def _details(kind, subject, language, at):
    if kind == "topic":
        return about.of_topic(subject, topics.around(subject.pk, language, at=at))
    if kind == "person":
        return about.of_person(subject, people.portrait(subject.pk, at=at), language)
    return subject.details


def _subject(kind, pk, language):
    if kind != "topic":
        return subjects.subject(kind, pk, language)
    # No words are looked up in a language that the site does not have.
    with locales.speaking(respond.frame(language).language):
        return subjects.subject(kind, pk, language)


LETTERS = addresses.LETTERS
