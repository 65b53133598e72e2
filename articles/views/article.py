from django.utils import translation

from articles.rendering.article import article_page

from . import respond
from .story import of_a_live_story


@of_a_live_story()
def article(request, found):
    furniture = respond.frame(found.language, found.site_revision)
    with translation.override(found.language):
        page = article_page(found, furniture, respond.absolute(request))
    return respond.page(
        request,
        "articles/article.html",
        furniture,
        {"page": page},
        section_url=found.page["section"]["url"],
    )
