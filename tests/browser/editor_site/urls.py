"""The smallest admin in which the body can be edited: for the editor's tests alone."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.urls import path, re_path
from django.views.static import serve

from articles.admin.body import BodyEditorAdmin
from articles.admin.image import ImageAdmin
from articles.models import Article, Image
from newsroom.csp import give_nonce


class EditorSite(AdminSite):
    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        def wrapped(request, *args, **kwargs):
            response = inner(request, *args, **kwargs)
            give_nonce(request, response)
            return response

        return wrapped


site = EditorSite(name="admin")


class ArticleAdmin(BodyEditorAdmin):
    change_form_template = "admin/change_form.html"
    fields = ["headline", "language", "body"]


site.register(Article, ArticleAdmin)
site.register(Image, ImageAdmin)  # what the editor's pictures come from
urlpatterns = [
    path("admin/", site.urls),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
]
