from django.contrib.admin.apps import AdminConfig


class NewsroomAdminConfig(AdminConfig):
    """Django's admin with the newsroom's site in place of the stock one."""

    default_site = "newsroom.admin.NewsroomAdminSite"
