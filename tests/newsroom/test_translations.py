"""Every word that readers see is translated, and compiled files say what their sources say.

Babel reads all of them, so GNU gettext is not needed here. What `make messages` leaves out as
staff's own is read from the Makefile.
"""

import io
import re
from gettext import c2py

import pytest
from babel import Locale
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.utils import is_ignored_path
from django.utils import translation
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from articles.enums import ChangeKind, CreditRole, TopicKind
from feedback.enums import Kind

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
CATALOGUES = {
    code: settings.LOCALE_PATHS[0] / to_locale(code) / "LC_MESSAGES/django.po" for code in LANGUAGES
}
# Enough for every form that whole numbers have anywhere.
NUMBERS = (*range(1_000), 1_000_000, 1_000_001, 2_000_000)
HEADER = {
    "Project-Id-Version",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
}
# Words of staff stand beside those of readers here; `reader_words` names the readers'.
MIXED = ["articles/enums.py", "feedback/enums.py"]
LAZY = {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext")}

each_language = pytest.mark.parametrize("code", LANGUAGES)
each_catalogue = pytest.mark.parametrize("path", CATALOGUES.values(), ids=CATALOGUES.keys())


def read(path):
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages(catalogue):
    return [message for message in catalogue if message.id]


def singular(text):
    return text if isinstance(text, str) else text[0]


def english(path):
    return {singular(message.id) for message in messages(read(path))}


def forms(message):
    return message.string if isinstance(message.string, (tuple, list)) else (message.string,)


def plural_categories(path):
    """For each of NUMBERS what Unicode's CLDR calls its form: one, few, other."""
    category = Locale.parse(path.parts[-3]).plural_form
    return [category(number) for number in NUMBERS]


def content(catalogue):
    return {(message.context, singular(message.id), *forms(message)) for message in catalogue}


def placeholders(text):
    return sorted(re.findall(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}", text))


def left_out():
    """Paths without a word for readers: Django's patterns, as `make messages` gets them."""
    makefile = (settings.BASE_DIR / "Makefile").read_text()
    [names] = re.findall(r"^STAFF := ((?:.*\\\n)*.*)$", makefile, re.MULTILINE)
    return [*names.replace("\\\n", " ").split(), *MIXED]


def sources():
    """Templates and modules that may hold words for readers, relative to the project."""
    skipped = left_out()
    for top in ("templates", "articles", "feedback", "newsroom"):
        for path in sorted((settings.BASE_DIR / top).rglob("*.*")):
            place = path.relative_to(settings.BASE_DIR)
            if path.suffix in {".py", ".html", ".txt"} and not any(
                is_ignored_path(part, skipped) for part in (place, *place.parents)
            ):
                yield place


def words_in_module(text):
    """What gettext is asked for; the singular where there is a plural."""
    keywords = DEFAULT_KEYWORDS | LAZY
    found = extract("python", io.BytesIO(text.encode()), keywords, options={"encoding": "utf-8"})
    return [singular(message) for _line, message, _comments, _context in found]


def words_in_template(text):
    # In brackets indentation means nothing: templatize leaves it ragged.
    return words_in_module(f"(\n{templatize(text)}\n)")


def words_in(place):
    text = (settings.BASE_DIR / place).read_text()
    return words_in_module(text) if str(place).endswith(".py") else words_in_template(text)


def reader_words():
    words = {word for place in sources() for word in words_in(place)}
    with translation.override(None):
        return words | {
            str(member.label) for member in (*ChangeKind, *CreditRole, *TopicKind, *Kind)
        }


class TestCatalogue:
    @each_catalogue
    def test_is_compiled_as_it_stands(self, path):
        with path.with_suffix(".mo").open("rb") as file:
            compiled = read_mo(file)
        assert content(messages(compiled)) == content(messages(read(path)))
        assert compiled.plural_expr == read(path).plural_expr

    @each_catalogue
    def test_is_complete_and_certain(self, path):
        catalogue = read(path)
        wanted = {str: 1, tuple: len(set(plural_categories(path)))}
        unfinished = [
            message.id
            for message in messages(catalogue)
            if message.fuzzy
            or not all(forms(message))
            or len(forms(message)) != wanted[type(message.id)]
        ]
        assert unfinished == []
        assert list(catalogue.obsolete) == []

    @each_catalogue
    def test_tells_numbers_apart_as_the_language_does(self, path):
        form_of = c2py(read(path).plural_expr)
        pairs = set(zip(map(form_of, NUMBERS), plural_categories(path), strict=True))
        forms, categories = map(set, zip(*pairs, strict=True))
        assert len(forms) == len(categories) == len(pairs) == read(path).num_plurals

    @each_catalogue
    def test_keeps_every_placeholder(self, path):
        catalogue = read(path)
        form_of = c2py(catalogue.plural_expr)
        stands_for = [form_of(number) for number in range(1_000)]
        for message in messages(catalogue):
            wanted = placeholders(message.id if isinstance(message.id, str) else message.id[1])
            for form, text in enumerate(forms(message)):
                # A form for a single number may say it in words: “two minutes” is one in Arabic.
                in_words = isinstance(message.id, tuple) and stands_for.count(form) == 1
                assert placeholders(text) in ([wanted, []] if in_words else [wanted]), text

    def test_french_signs_stay_with_their_words(self):
        texts = [text for message in messages(read(CATALOGUES["fr"])) for text in forms(message)]
        assert [text for text in texts if re.search(" [:;?!»]|« ", text)] == []

    @each_language
    def test_names_no_person_and_no_time(self, code):
        header = CATALOGUES[code].read_text().partition("\n\n")[0]
        assert set(re.findall(r'^"([\w-]+):', header, re.MULTILINE)) == HEADER
        assert "@" not in header


class TestReaderWords:
    @each_language
    def test_are_translated(self, code):
        assert sorted(reader_words() - english(CATALOGUES[code])) == []

    @each_language
    def test_leave_no_translation_over(self, code):
        mixed = {word for place in MIXED for word in words_in(place)}
        assert sorted(english(CATALOGUES[code]) - reader_words() - mixed) == []

    def test_are_looked_for_where_readers_look(self):
        found = set(map(str, sources()))
        assert found >= {
            "templates/base.html",
            "templates/articles/blocks/read_more.html",
            "templates/beta/banner.html",
            "templates/feedback/form.html",
            "articles/views/lists.py",
            "articles/body/rendering.py",
            "feedback/forms.py",
            "newsroom/templatetags/beta.py",
        }
        assert [place for place in found if "admin" in place or "actions/" in place] == []

    def test_what_is_left_out_exists(self):
        assert [name for name in left_out() if not (settings.BASE_DIR / name).exists()] == []


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ('{% translate "A new word" %}', ["A new word"]),
            ("<p title=\"{% translate 'A new word' %}\">", ["A new word"]),
            ("{% blocktranslate with a=b %}By {{ a }}{% endblocktranslate %}", ["By %(a)s"]),
            (
                "  {% blocktranslate count n=m %}{{ n }} word{% plural %}{{ n }} words"
                "{% endblocktranslate %}\n it's “odd” (text",
                ["%(n)s word"],
            ),
            ("{% blocktranslate trimmed %}\n A\n  b\n{% endblocktranslate %}", ["A b"]),
            ('{% include "x.html" with title=_("Inner") %}', ["Inner"]),
            ('{{ name|default:_("Nobody") }}', ["Nobody"]),
            ("{# translate 'no' #}<p>plain</p>", []),
        ],
    )
    def test_finds_the_words_of_a_template(self, text, words):
        assert words_in_template(text) == words

    def test_finds_the_words_of_a_module(self):
        text = (
            "a = _('One')\nb = gettext_lazy(\n    'Two '\n    'and a half')\n"
            "c = ngettext('%(n)d day', '%(n)d days', n) % {'n': 1}\nd = ngettext_lazy('x', 'y')\n"
        )
        assert words_in_module(text) == ["One", "Two and a half", "%(n)d day", "x"]
