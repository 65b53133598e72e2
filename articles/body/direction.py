"""Which way text runs, so that a quotation in another script can say so."""

from unicodedata import bidirectional

from articles.body.inline import Inline, plain

RTL_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ku-arab", "nqo", "pa-arab", "prs", "ps", "sd", "syr"}
    | {"ug", "ur", "yi"}
)


def is_rtl(language: str) -> bool:
    """Whether a language (BCP 47, lower case) is written from right to left."""
    return language in RTL_LANGUAGES or language.split("-")[0] in RTL_LANGUAGES


def dir_of(content: Inline, page_is_rtl: bool) -> str:
    """ "ltr" or "rtl" where the text's first strong letter runs against the page, else ""."""
    for letter in plain(content):
        match bidirectional(letter):
            case "L":
                return "ltr" if page_is_rtl else ""
            case "R" | "AL":
                return "" if page_is_rtl else "rtl"
    return ""
