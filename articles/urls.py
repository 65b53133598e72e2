from django.urls import path, register_converter

from .views import article, corrections, lists, preview


class LanguageTag:
    regex = "[a-z]{2,3}(?:-[a-z0-9]{2,8})*"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class Key:
    """A positive number that fits the database."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


register_converter(LanguageTag, "language")
register_converter(Key, "key")

app_name = "articles"
urlpatterns = [
    path("preview/<str:token>/", preview.preview, name="preview"),
    path("", lists.root, name="root"),
    path("<language:language>/", lists.front, name="front"),
    path("<language:language>/corrections/", corrections.listing, name="corrections"),
    path("<language:language>/<str:slug>/a-<key:pk>/", article.article, name="article"),
    path("<language:language>/<str:slug>/a-<key:pk>/changes/", corrections.changes, name="changes"),
    path("<language:language>/<str:slug>/s-<key:pk>/", lists.section, name="section"),
    path("<language:language>/<str:slug>/t-<key:pk>/", lists.topic, name="topic"),
    path("<language:language>/<str:slug>/k-<key:pk>/", lists.tag, name="tag"),
    path("<language:language>/<str:slug>/p-<key:pk>/", lists.person, name="person"),
]
