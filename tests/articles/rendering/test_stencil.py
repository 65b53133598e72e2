"""A stencil gives the very page that its template would."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from articles.rendering import stencil


class Counted:
    """A template that counts how often it is rendered."""

    def __init__(self, source):
        self.template = Template(source)
        self.renderings = 0

    def __call__(self, own):
        self.renderings += 1
        return self.plain(own)

    def plain(self, own):
        return self.template.render(Context(own))


def pages(source, *contexts):
    """Check every page against the plain template; return how often it was rendered."""
    template, kept = Counted(source), {}
    for own in contexts:
        assert stencil.render(template, "x", own, kept=kept) == template.plain(own)
    return template.renderings


@dataclass
class Page:
    title: str
    links: list


def test_a_second_page_of_the_same_shape_costs_no_rendering():
    source = (
        "<h1>{{ page.title }}</h1>{% for link in page.links %}<a>{{ link.url }}</a>{% endfor %}"
    )
    first = {"page": Page("One & only", [{"url": "/a/"}, {"url": "/b/"}])}
    second = {"page": Page("<Two>", [{"url": mark_safe("<i>")}, {"url": "\ue000"}])}
    assert pages(source, first, second, first) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"a": "", "b": ["x"], "c": 1, "d": None},
        {"a": "x", "b": [], "c": 1, "d": None},
        {"a": "x", "b": ["x", "y"], "c": 1, "d": None},
        {"a": "x", "b": ["x"], "c": True, "d": None},
        {"a": "x", "b": ["x"], "c": 2, "d": None},
        {"a": "x", "b": ["x"], "c": 1, "d": "x"},
        {"a": "x", "b": [""], "c": 1, "d": None},
    ],
)
def test_whatever_decides_what_a_page_looks_like_has_a_stencil_of_its_own(other):
    source = (
        "{% if a %}A{% endif %}{% for entry in b %}{{ entry|default:'-' }}{% endfor %}"
        "{{ b|length }} {{ c }} {{ d }}"
    )
    first = {"a": "x", "b": ["x"], "c": 1, "d": None}
    assert pages(source, first, other, first, other) == 4


@pytest.mark.parametrize(
    "expression",
    [
        "{{ a|upper }}",
        "{{ a|lower }}",
        "{{ a|capfirst }}",
        "{{ a|title }}",
        "{{ a|length }}",
        "{{ a|wordcount }}",
        "{{ a|urlencode }}",
        "{{ a|slugify }}",
        "{{ a|truncatechars:5 }}",
        "{{ a|truncatewords:1 }}",
        "{{ a|first }}",
        "{{ a|escapejs }}",
        "{{ a|striptags }}",
        "{{ a|force_escape }}",
        "{{ a|make_list }}",
        "{{ a|cut:'x' }}{{ a|slice:':2' }}",
        "{% if a == 'One word' %}is{% else %}is not{% endif %}",
        "{% if a != 'One word' %}is{% else %}is not{% endif %}",
        "{% if 'One' in a %}is{% else %}is not{% endif %}",
        "{% if a < 'P' %}is{% else %}is not{% endif %}",
        "{% ifchanged a %}changed{% endifchanged %}",
        "{% for letter in a %}{{ letter }}-{% endfor %}",
        "{% filter upper %}{{ a }}{% endfilter %}",
        "{% with n=a|length %}{{ n }}{% endwith %}",
        "{{ a|addslashes }}",
        "{{ a|linebreaks }}",
        "{{ a|linebreaksbr }}",
        "{{ a|urlize }}",
        "{{ a|phone2numeric }}",
        "{{ a|wordwrap:5 }}",
        "{{ a|json_script:'x' }}",
    ],
)
def test_a_template_that_does_more_with_a_word_is_rendered_each_time(expression):
    first, second = {"a": "One word"}, {"a": "two <b>'words'</b>\n\nxyz https://x.example/"}
    rendered = pages(expression, first, second, first)
    if "ifchanged" not in expression:
        assert rendered > 2


def test_words_may_stand_in_a_translated_sentence():
    sentence = "{% blocktranslate with name=a %}Stories by {{ name }}{% endblocktranslate %}"
    source = "{% load i18n %}" + sentence
    assert pages(source, {"a": "A & B"}, {"a": "100 %s"}) == 2


def test_no_more_are_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(stencil, "KEPT", 2)
    template, kept = Counted("{{ a }}"), {}
    for number in range(5):
        assert stencil.render(template, number, {"a": "x"}, kept=kept) == "x"
        assert len(kept) <= 2


def test_while_templates_are_being_written_nothing_is_kept(settings):
    settings.DEBUG = True
    template, kept = Counted("{{ a }}"), {}
    stencil.render(template, "x", {"a": "1"}, kept=kept)
    assert kept == {}
