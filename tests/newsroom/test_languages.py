"""Readers' pages speak the language of their address, and nothing else.

All that an editor or reader wrote is marked with “§” here. What is left of a page are words of
the interface: a text that stands on a page in English and in German was forgotten.
"""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import get_language_info, ngettext

from articles import actions, addresses
from articles.enums import CreditRole, TopicKind
from articles.models import Language, SiteSettings
from articles.queries.cursor import Cursor
from feedback import csrf
from feedback.actions import submit
from feedback.models import Programme
from feedback.queries import AboutPage
from tests.factories import (
    AT,
    FAR,
    make_agency,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_section,
    make_tag,
    make_topic,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db

TRANSLATED = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
# As in English.
SAME_WORDS = {"fr": {"organisation"}}
READ_ALOUD = {"title", "alt", "aria-label", "placeholder"}
# With the proper names of the forms of feeds.
WRITTEN = re.compile(r"§[\w-]+|\b(?:RSS|Atom|JSON Feed)\b")
WORD = re.compile(r"[^\W\d_]{2,}")
BODY = (
    '<aside data-read-more="{other}"></aside>'
    '<figure data-image="{image}" data-alt="§alt"></figure>'
    '<section data-gallery=""><figure data-image="{image}" data-alt="§alt"></figure>'
    '<figure data-image="{another}" data-alt="§alt"></figure></section>'
    '<div data-embed="https://www.youtube.com/watch?v=aqz-KE-bpKQ"></div>'
    '<div data-embed="https://mastodon.social/@Gargron/100254678717223630"></div>'
    "<p>" + "§word " * 460 + "</p>"
)


class Texts(HTMLParser):
    """What a reader sees or hears of a page, piece by piece."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.element = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.element = tag
        self.found += [value for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag):
        self.element = ""

    def handle_data(self, data):
        if self.element not in {"script", "style"}:
            self.found.append(data)


def interface(response):
    """The page's own words, in order."""
    own = (WRITTEN.sub("", text).strip() for text in Texts(response.content.decode()).found)
    return [text for text in own if WORD.search(text)]


class Newsroom:
    """One of everything that readers can look at in the language ``code``."""

    def __init__(self, code):
        self.code = code
        self.section = make_section("§section")
        self.topic = make_topic("§topic", kind=TopicKind.ORGANISATION)
        self.tag = make_tag(f"§tag-{code}")
        self.person = make_contributor("§person", f"§{code}", job_title="§job")
        image = make_image(alt="§alt", caption="§caption", credit="§credit")
        another = make_image(alt="§alt", credit="§credit")
        shared = {
            "language_id": code,
            "section": self.section,
            "topics": [self.topic],
            "tags": [self.tag],
            "teaser": "§teaser",
        }
        other = make_live(headline="§other", **shared)
        roles = (CreditRole.WRITER, CreditRole.REPORTER, CreditRole.TRANSLATOR)
        self.story = make_live(
            headline="§headline",
            kicker="§kicker",
            lead_image=image,
            body=BODY.format(other=other.pk, image=image.pk, another=another.pk),
            credits=[(self.person, role) for role in roles],
            agencies=[make_agency(f"§wire-{code}")],
            **shared,
        )
        self.gone = make_withdrawn(headline="§gone", **shared)
        submission = submit(
            kind="error",
            message="§message",
            language=code,
            page=AboutPage(path=f"/{code}/", title="§title"),
            at=timezone.now(),
        )
        self.reference = submission.reference

    def address(self, kind, row, slug=None):
        return addresses.address(kind, self.code, slug or row.slug, row.pk)

    def pages(self):
        """By name, what a browser is to ask for."""
        empty = make_section("§empty")
        return {
            "article": self.address("a", self.story),
            "withdrawn": self.address("a", self.gone),
            "front": f"/{self.code}/",
            "older": f"/{self.code}/?page={Cursor(FAR, 1)}",
            "section": self.address("s", self.section),
            "empty section": self.address("s", empty),
            "topic": self.address("t", self.topic),
            "tag": self.address("k", self.tag),
            "person": self.address("p", self.person),
            "not found": f"/{self.code}/nothing/",
            "feedback": f"/feedback/?page=/{self.code}/",
            "thanks": f"/feedback/thanks/{self.reference}/",
            "status": f"/feedback/status/{self.reference}/",
            "unknown status": "/feedback/status/nothing/",
            "beta": f"/beta/?next=/{self.code}/",
        }


@pytest.fixture
def newsroom():
    """Makes one newsroom for each language that is asked for, all alike."""
    for code, _name in settings.LANGUAGES:
        is_rtl = get_language_info(code)["bidi"]
        make_language(code, direction="rtl" if is_rtl else "ltr")
    Language.objects.update(name="§language")
    SiteSettings.objects.update(name="§site", tagline="§tagline", footer="§footer")
    Programme.objects.update(is_active=True, banner_text={"en": "§banner"})

    def make(code):
        SiteSettings.objects.update(default_language=code)
        return Newsroom(code)

    return make


def visit(client, code, make):
    """The words of each page in the language ``code``, on the classic site and in the beta."""
    room = make(code)
    found = {name: interface(client.get(url)) for name, url in room.pages().items()}
    client.cookies["variant"] = "beta"
    found["beta article"] = interface(client.get(room.pages()["article"]))
    found["beta joined"] = interface(client.get(room.pages()["beta"]))
    del client.cookies["variant"]
    for name, data in bad_forms(code).items():
        found[name] = interface(client.post("/feedback/", data))
    return found


def bad_forms(code):
    token = csrf.make_token("submission")
    return {
        "no token": {"lang": code},
        "nothing filled in": {"lang": code, csrf.FIELD: token},
        "all wrong": {
            "lang": code,
            csrf.FIELD: token,
            "kind": "idea",
            "message": "§m",
            "page": "https://elsewhere.example/",
            "email": "§",
        },
        "too long": {"lang": code, csrf.FIELD: token, "kind": "idea", "message": "§m " * 5_000},
    }


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_page_has_a_word_in_english(client, newsroom, code):
    english, translated = visit(client, "en", newsroom), visit(client, code, newsroom)
    same = SAME_WORDS.get(code, set())
    forgotten = {
        name: sorted(set(english[name]) & set(translated[name]) - same) for name in english
    }
    assert {name: words for name, words in forgotten.items() if words} == {}
    assert {name: len(words) for name, words in translated.items()} == {
        name: len(words) for name, words in english.items()
    }
    assert all(english.values())


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "de",
            {
                "Zum Inhalt springen",
                "Ressorts",
                "Text",
                "Bericht",
                "Übersetzung",
                "1. Mai 2024 · 12:00 UTC",
                "2 Minuten Lesezeit",
                "Mehr dazu:",
                "Bild:",
                "Auf YouTube ansehen",
                "Beitrag auf Mastodon ansehen",
                "Themen",
                "Schlagwörter",
                "Mehr zum Thema",
                "Sagen Sie uns Ihre Meinung",
            },
        ),
        (
            "es",
            {
                "Ir al contenido",
                "Secciones",
                "texto",
                "información",
                "traducción",
                "1 de mayo de 2024 · 12:00 UTC",
                "2 minutos de lectura",
                "Más información:",
                "Imagen:",
                "Ver en YouTube",
                "Ver la publicación en Mastodon",
                "Temas",
                "Palabras clave",
                "Artículos relacionados",
                "Díganos qué opina",
            },
        ),
        (
            "fr",
            {
                "Aller au contenu",
                "Rubriques",
                "texte",
                "reportage",
                "traduction",
                "1er mai 2024 · 12:00 UTC",
                "2 minutes de lecture",
                "Lire aussi\u00a0:",
                "Crédit\u00a0:",
                "Regarder sur YouTube",
                "Voir la publication sur Mastodon",
                "Thèmes",
                "Mots-clés",
                "Sur le même sujet",
                "Donnez-nous votre avis",
            },
        ),
        (
            "ar",
            {
                "الانتقال إلى المحتوى",
                "الأقسام",
                "كتابة",
                "تقرير",
                "ترجمة",
                "1 مايو 2024 · 12:00 UTC",
                "دقيقتان للقراءة",
                "اقرأ المزيد:",
                "الصورة:",
                "المشاهدة على YouTube",
                "عرض المنشور على Mastodon",
                "المواضيع",
                "الكلمات المفتاحية",
                "مقالات ذات صلة",
                "أخبرنا برأيك",
            },
        ),
    ],
)
def test_the_article_page_speaks_its_language(client, newsroom, code, words):
    room = newsroom(code)
    response = client.get(room.pages()["article"])
    assert response.headers["Content-Language"] == code
    assert words - set(interface(response)) == set()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", ["Aktualisiert", "2. Mai 2024"]),
        ("es", ["Actualizado", "2 de mayo de 2024"]),
        ("fr", ["Mis à jour", "2 mai 2024"]),
        ("ar", ["تحديث", "2 مايو 2024"]),
    ],
)
def test_an_update_says_when_in_its_language(client, newsroom, code, words):
    room = newsroom(code)
    later = AT + timedelta(days=1)
    make_version(room.story, at=later, teaser="§new")
    actions.update_live(room.story, by=None, at=later)
    found = interface(client.get(room.pages()["article"]))
    at = found.index(words[0])
    assert found[at : at + 2] == [words[0], f"{words[1]} · 12:00 UTC"]


@pytest.mark.parametrize(
    ("code", "minutes", "words"),
    [
        ("ar", 1, "دقيقة واحدة للقراءة"),
        ("ar", 2, "دقيقتان للقراءة"),
        ("ar", 3, "3 دقائق للقراءة"),
        ("ar", 10, "10 دقائق للقراءة"),
        ("ar", 11, "11 دقيقة للقراءة"),
        ("ar", 100, "100 دقيقة للقراءة"),
        ("ar", 103, "103 دقائق للقراءة"),
        ("de", 0, "0 Minuten Lesezeit"),
        ("de", 1, "1 Minute Lesezeit"),
        ("es", 0, "0 minutos de lectura"),
        ("es", 1, "1 minuto de lectura"),
        ("es", 1_000_000, "1000000 de minutos de lectura"),
        ("fr", 0, "0 minute de lecture"),
        ("fr", 1, "1 minute de lecture"),
        ("fr", 2, "2 minutes de lecture"),
        ("fr", 1_000_000, "1000000 de minutes de lecture"),
    ],
)
def test_minutes_are_counted_as_the_language_does(code, minutes, words):
    with translation.override(code):
        counted = ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", minutes)
    assert counted % {"minutes": minutes} == words
