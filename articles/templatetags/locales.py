"""Dates and numbers as the language of the page writes them: see ``articles.locales``."""

from django import template

from articles import locales

register = template.Library()
register.filter("day", locales.day)
register.filter("moment", locales.moment)
register.filter("digits", locales.digits)
