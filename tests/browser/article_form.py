"""An article's form in Chromium: where it is, and what a writer does there."""

import re

from django.urls import reverse
from playwright.sync_api import expect

EDITOR = ".body-editor [contenteditable=true]"
STATE, TROUBLE = ".autosave-state", ".autosave-trouble"
RULES = {"preload": False}  # the policy forbids what axe would preload


def change_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def reopen(page, url):
    """Open the form at ``url``, and wait until it can be typed in; returns the page."""
    page.goto(url)
    page.wait_for_selector(EDITOR)
    return page


def another_tab(page, url):
    """The form in the same browser's next tab."""
    return reopen(page.context.new_page(), url)


def say_kept(page):
    """Wait until the form says that what was typed is kept."""
    expect(page.locator(STATE)).to_have_text(re.compile(r"^Kept \d\d:\d\d:\d\d$"))


def save(page):
    page.click("button[name=_continue].default")
    page.wait_for_selector(".messagelist .success")
    page.wait_for_load_state()  # the page is there before its scripts have run
