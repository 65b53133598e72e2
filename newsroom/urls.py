from django.contrib import admin
from django.urls import include, path

from . import favicon, health, robots

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", robots.robots, name="robots"),
    path("favicon.ico", favicon.favicon),
    path("", include("feedback.urls")),
    path("", include("articles.urls")),
]
handler404 = "articles.views.errors.not_found"
handler500 = "newsroom.errors.server_error"
