"""What is typed into an article's form: names and lists of values, the way a browser sends them."""

from collections.abc import Iterator

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst

from articles.body import canonical
from articles.models import Article

from .article_form import AgencyCreditInline, ArticleForm, CreditInline
from .steps import StepForm

Typed = dict[str, list[str]]

NAMES = (
    {field.name for field in (*Article._meta.fields, *Article._meta.many_to_many) if field.editable}
    | ArticleForm.declared_fields.keys()
    | StepForm.base_fields.keys()
    # What the form was opened with: shown again it tells what was typed from what was there.
    | {
        f"initial-{name}"
        for name, one in (*ArticleForm.declared_fields.items(), *StepForm.base_fields.items())
        if one.show_hidden_initial
    }
)
PREFIXES = tuple(
    f"{inline.model._meta.get_field('article').remote_field.get_accessor_name()}-"
    for inline in (CreditInline, AgencyCreditInline)
)
# What says nothing of the text: the form's own business, and reasons for a step.
ASIDE = {"version", "why", *StepForm.base_fields}
# What a person writes, not chooses.
WRITTEN = ("kicker", "headline", "teaser", "body", "note", "place", "dateline", "seo_title")


def is_known(name: str) -> bool:
    return name in NAMES or name.startswith(PREFIXES)


def of_post(posted: QueryDict) -> Typed:
    return {name: values for name, values in posted.lists() if is_known(name)}


def as_post(typed: Typed) -> QueryDict:
    posted = QueryDict(mutable=True)
    for name, values in typed.items():
        posted.setlist(name, values)
    return posted


def changed_fields(typed: Typed, form: forms.ModelForm, formsets: list) -> list[tuple[str, str]]:
    """Name and label of each part of ``form``, as it was served, that ``typed`` has otherwise."""
    served = dict(_served([form]))
    found = [
        (name, str(field.label))
        for name, field in form.fields.items()
        if name not in ASIDE and _plain(name, typed.get(name)) != _plain(name, served.get(name))
    ]
    for inline in formsets:
        prefix = f"{inline.formset.prefix}-"
        served = dict(_served(inline.formset.forms))
        if _rows(typed, prefix) != _rows(served, prefix):
            found.append((inline.formset.prefix, str(inline.opts.verbose_name_plural)))
    return found


def changed_texts(typed: Typed, article: Article) -> list[tuple[str, str]]:
    """Name and label of each text that ``typed`` has and ``article`` has otherwise."""
    fields = [Article._meta.get_field(name) for name in WRITTEN if name in typed]
    return [
        (field.name, capfirst(field.verbose_name))
        for field in fields
        if _plain(field.name, typed[field.name])
        != _plain(field.name, [getattr(article, field.name)])
    ]


def _served(served: list[forms.BaseForm]) -> Iterator[tuple[str, list[str]]]:
    """What a browser would send of forms that nobody touched."""
    for form in served:
        for bound in form:
            widget = getattr(bound.field.widget, "widget", bound.field.widget)
            if isinstance(widget, forms.CheckboxInput):
                value = "on" if bound.value() else None
            else:
                value = widget.format_value(bound.value())
            listed = value if isinstance(value, list | tuple) else [value]
            yield bound.html_name, [str(one) for one in listed if one is not None]


def _plain(name: str, values: list[str] | None) -> list[str]:
    """``values`` without what a browser or an editor may write either way."""
    texts = ["\n".join(value.splitlines()).strip() for value in values or []]
    texts = [canonical(text) for text in texts] if name == "body" else texts
    return sorted(text for text in texts if text)


def _rows(typed: Typed, prefix: str) -> list[list[tuple[str, str]]]:
    """The filled rows of an inline, without their numbers."""
    rows: dict[str, dict[str, str]] = {}
    for name, values in typed.items():
        number, _dash, column = name.removeprefix(prefix).partition("-")
        if name.startswith(prefix) and number.isdigit() and values:
            rows.setdefault(number, {})[column] = values[-1]
    own = [row for row in rows.values() if row.get("contributor") or row.get("agency")]
    kept = [row for row in own if not row.get("DELETE")]
    return sorted(
        sorted(cell for cell in row.items() if cell[0] not in ("id", "article")) for row in kept
    )
