"""Optional ``Name: value`` lines at the top of a text, ended by a blank line.

Only known names count, and the very first line must be one: a story may well begin with
"Key ally: …". A line that starts with white space continues the value above it.
"""

import re
from dataclasses import dataclass, field

from articles.exchange.problems import Remark

HEADER = re.compile(r"(?P<name>[^\W\d_][^:：]{0,39}?) ?[:：](?: (?P<value>.*)|$)")

# The name that the rest of the package uses: what a text may call it, in lower case.
NAMES = {
    "headline": "headline title überschrift schlagzeile titel titular titre عنوان العنوان",
    "kicker": "kicker dachzeile antetítulo surtitre",
    "teaser": "teaser standfirst summary vorspann entradilla chapeau الملخص ملخص",
    "date": "date published datum fecha تاريخ التاريخ",
    "language": "language lang sprache idioma langue لغة اللغة",
    "section": "section ressort rubrik sección rubrique قسم القسم",
    "topics": "topics topic themen thema temas thèmes sujets مواضيع المواضيع",
    "tags": "tags keywords schlagwörter schlagworte etiquetas mots-clés وسوم الوسوم",
    "place": "place location ort lugar lieu مكان المكان",
    "dateline": "dateline ortsmarke",
    "note": "note notiz anmerkung nota ملاحظة",
    "translators": "translator translators translation übersetzung übersetzer traducción "
    "traduction ترجمة",
    "stage": "stage",
    "key": "key schlüssel",
    "translation_of": "translation-of",
    "lead_picture": "lead-picture",
    "seo_title": "seo-title",
    "seo_description": "seo-description",
}
KNOWN = {alias: name for name, aliases in NAMES.items() for alias in aliases.split()}
LINES = 100
LISTS = {"topics", "tags", "translators"}
SEPARATOR = re.compile(r"\s*[,;،؛、，；]\s*")


@dataclass(slots=True)
class Headers:
    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def take(self, name):
        return self.values.pop(name, "")

    def take_list(self, name):
        parts = SEPARATOR.split(self.take(name).strip())
        return tuple(dict.fromkeys(part for part in parts if part))

    def add(self, name, value, line):
        """A list's second line adds to the first; any other name counts once."""
        if name not in self.values:
            self.values[name] = value
            self.lines[name] = line
        elif name in LISTS:
            self.values[name] += f", {value}"
        else:
            self.add(f"{name} (line {line})", value, line)
            self.remarks.append(Remark(f"“{name}” is given twice; the first one counts", line))


def split_headers(lines):
    """``(headers, rest)``. Without a known name in the first line nothing is a header."""
    headers, last = Headers(), None
    is_closed = _is_closed(lines)
    for index, line in enumerate(lines):
        if line.is_blank:
            return headers, lines[index:]
        found = HEADER.fullmatch(line.text)
        name = _known(found["name"]) if found else None
        if name:
            headers.add(name, found["value"] or "", line.number)
            last = name
        elif last and line.indent:
            headers.values[last] = f"{headers.values[last]} {line.text}".strip()
        elif last and found and is_closed:
            _keep_unknown(headers, found, line)
        else:
            return headers, lines[index:]
    return headers, []


def _known(name):
    return KNOWN.get(re.sub(r"[\s_-]+", "-", name.casefold()))


def _is_closed(lines):
    """Whether a blank line ends the header-like lines at the top, soon enough."""
    for line in lines[:LINES]:
        if line.is_blank:
            return True
        if not line.indent and not HEADER.fullmatch(line.text):
            return False
    return False


def _keep_unknown(headers, found, line):
    headers.add(found["name"], found["value"] or "", line.number)
    headers.remarks.append(Remark(f"“{found['name']}” is not a header name we know", line.number))
