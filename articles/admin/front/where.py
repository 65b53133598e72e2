"""Which page is arranged: home, or that of a section or topic, in one language."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import addresses
from articles.models import Front, Language, Section, Topic

HOME = "front"
KINDS = {"section": (Section, addresses.SECTION), "topic": (Topic, addresses.TOPIC)}


@dataclass(frozen=True)
class Where:
    """``kind`` is a list of ``published.LISTS``; ``subject`` is None at home."""

    language: Language
    kind: str = HOME
    subject: Section | Topic | None = None

    @classmethod
    def of(cls, front: Front) -> "Where":
        """The page of a stored ``front``."""
        kind = next((kind for kind in KINDS if getattr(front, kind)), HOME)
        return cls(front.language, kind, getattr(front, kind, None))

    @property
    def front(self) -> Front:
        """What actions know the page by; not stored."""
        of = {kind: self.subject if kind == self.kind else None for kind in KINDS}
        return Front(language=self.language, **of)

    def stored(self) -> Front | None:
        """Its row as it is now; None for a page on which nothing was placed yet."""
        front = self.front
        of = {f"{name}_id": getattr(front, f"{name}_id") for name in ("language", *KINDS)}
        return Front.objects.filter(**of).select_related("draft", "live").first()

    @property
    def title(self) -> str:
        return self.subject.name_in(self.language.code) if self.subject else _("Home")

    @property
    def public_url(self) -> str:
        if self.subject is None:
            return addresses.front(self.language.code)
        code, (_model, letter) = self.language.code, KINDS[self.kind]
        return addresses.address(letter, code, self.subject.slug_in(code), self.subject.pk)

    def url(self, page: str = "page") -> str:
        """The address of a page of the desk: ``page``, ``preview`` or ``history``."""
        of = [self.kind, self.subject.pk] if self.subject else []
        of_what = "_of" if of else ""
        return reverse(f"admin:articles_front_{page}{of_what}", args=[self.language.code, *of])


def where_or_404(language: str, kind: str = HOME, pk: int | None = None) -> Where:
    found = Language.objects.filter(pk=language).first()
    if found is None:
        raise Http404
    if kind == HOME:
        return Where(found)
    model, _letter = KINDS.get(kind, (None, ""))
    subject = model._default_manager.filter(pk=pk).first() if model else None
    if subject is None:
        raise Http404
    return Where(found, kind, subject)
