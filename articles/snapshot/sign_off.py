"""The sign-off: ``tj, aw/ng (AP, Reuters, AFP)``, made from credits and agencies."""

from collections.abc import Iterable, Mapping

from articles.enums import CreditRole

BEFORE_SLASH = (CreditRole.WRITER, CreditRole.REPORTER, CreditRole.TRANSLATOR)


def sign_off_parts(
    credits: Iterable[Mapping], agencies: Iterable[Mapping]
) -> tuple[list[Mapping], list[Mapping], list[str]]:
    """Credits before the slash, credits after it, and the agencies' short names.

    Photographers sign at their pictures and people without initials in the byline only.
    """
    signing = [credit for credit in credits if credit["initials"]]
    return (
        [credit for credit in signing if credit["role"] in BEFORE_SLASH],
        [credit for credit in signing if credit["role"] == CreditRole.EDITOR],
        [agency["short_name"] for agency in agencies],
    )


def sign_off(credits: Iterable[Mapping], agencies: Iterable[Mapping]) -> str:
    """The sign-off as plain text; empty where nobody signs."""
    writers, editors, wires = sign_off_parts(credits, agencies)
    people = ", ".join(credit["initials"] for credit in writers)
    if editors:
        people += "/" + ", ".join(credit["initials"] for credit in editors)
    return " ".join(filter(None, [people, f"({', '.join(wires)})" if wires else ""]))
