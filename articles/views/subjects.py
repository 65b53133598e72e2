"""What a list or a feed is about: a section, topic, tag or person."""

from django.http import Http404
from django.utils import translation

from articles import addresses
from articles.queries import published

from . import respond


def with_stories(kind, language, pk, read):
    """The subject ``pk`` of this kind, and what ``read(pk, language)`` finds of it.

    Raises Http404. Only sections may be empty: a tag that nothing live carries would tell of a
    draft.
    """
    subject = LOOK_UP[kind](pk, language)
    found = subject and read(pk, language)
    if not subject or (found.is_empty and kind != "section"):
        raise Http404
    return subject, found


def address(kind, language, subject):
    """The path of the subject's page."""
    return addresses.address(LETTERS[kind], language, subject.slug, subject.pk)


def _topic(pk, language):
    respond.frame(language)  # no words are looked up in a language that the site does not have
    with translation.override(language):
        return published.topic(pk, language)


LOOK_UP = {
    "section": published.section,
    "topic": _topic,
    "tag": lambda pk, language: published.tag(pk),
    "person": published.person,
}
LETTERS = {
    "section": addresses.SECTION,
    "topic": addresses.TOPIC,
    "tag": addresses.TAG,
    "person": addresses.PERSON,
}
