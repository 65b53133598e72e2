from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import converters  # noqa: F401
from .queries import sitemap_pages
from .rendering import feed_forms
from .views import (
    article,
    corrections,
    feeds,
    lists,
    news_sitemap,
    pictures,
    policy,
    preview,
    search,
    sitemap,
    subjects,
    topic_index,
)


class LanguageTag(StringConverter):
    regex = "[a-z]{2,3}(?:-[a-z0-9]{2,8})*"


class Key:
    """A positive number that fits the database."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


class Kind:
    """The letter of what a list is about."""

    regex = "|".join(subjects.LETTERS.values())

    def to_python(self, value):
        return next(kind for kind, letter in subjects.LETTERS.items() if letter == value)

    def to_url(self, value):
        return subjects.LETTERS[value]


class FeedForm(StringConverter):
    """What the address of a feed ends with."""

    regex = "|".join(feed_forms.FORMS)


class Subjects(StringConverter):
    """What the lists of a file of the sitemap are about."""

    regex = "|".join(sitemap_pages.KINDS)


class Number(StringConverter):
    """Digits of a year, a month, or a file of it from the second on."""

    def to_python(self, value):
        return int(value)


class Year(Number):
    regex = "[12][0-9]{3}"


class Month(Number):
    regex = "0[1-9]|1[0-2]"


class Part(Number):
    regex = "[2-9]|[1-9][0-9]{1,3}"


register_converter(LanguageTag, "language")
register_converter(Key, "key")
register_converter(Kind, "kind")
register_converter(FeedForm, "form")
register_converter(Subjects, "subjects")
register_converter(Year, "year")
register_converter(Month, "month")
register_converter(Part, "part")

app_name = "articles"
urlpatterns = [
    path("media/pictures/<folder:key>/<rendition:name>", pictures.public, name="picture"),
    path("media/<path:path>", pictures.none),
    path("preview/<str:token>/", preview.preview, name="preview"),
    path(
        "preview/<str:token>/pictures/<folder:key>/<rendition:name>",
        pictures.previewed,
        name="previewed-picture",
    ),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-pages.xml", sitemap.pages),
    path("sitemap-<subjects:kind>.xml", sitemap.subjects),
    path("sitemap-<subjects:kind>-<part:part>.xml", sitemap.subjects),
    path("sitemap-<year:year>-<month:number>.xml", sitemap.month),
    path("sitemap-<year:year>-<month:number>-<part:part>.xml", sitemap.month),
    path("news-sitemap.xml", news_sitemap.news_sitemap, name="news-sitemap"),
    path("news-sitemap-<part:part>.xml", news_sitemap.news_sitemap),
    path("", lists.root, name="root"),
    path("<language:language>/", lists.front, name="front"),
    path("<language:language>/corrections/", corrections.listing, name="corrections"),
    path("<language:language>/search/", search.search, name="search"),
    path("<language:language>/topics/", topic_index.index, name="topics"),
    path("<language:language>/<str:slug>/a-<key:pk>/", article.article, name="article"),
    path("<language:language>/<str:slug>/a-<key:pk>/changes/", corrections.changes, name="changes"),
    path("<language:language>/<str:slug>/s-<key:pk>/", lists.section, name="section"),
    path("<language:language>/<str:slug>/t-<key:pk>/", lists.topic, name="topic"),
    path("<language:language>/<str:slug>/k-<key:pk>/", lists.tag, name="tag"),
    path("<language:language>/<str:slug>/p-<key:pk>/", lists.person, name="person"),
    path("<language:language>/<str:slug>/i-<key:pk>/", policy.policy, name="policy"),
    path("<language:language>/feed.<form:form>", feeds.front, name="front-feed"),
    path(
        "<language:language>/corrections/feed.<form:form>",
        feeds.corrections,
        name="corrections-feed",
    ),
    path(
        "<language:language>/<str:slug>/<kind:kind>-<key:pk>/feed.<form:form>",
        feeds.subject,
        name="feed",
    ),
]
