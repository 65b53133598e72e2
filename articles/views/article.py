from articles import locales
from articles.rendering.article import article_page
from articles.rendering.text_only import text_page

from . import respond
from .story import of_a_live_story

# By whether the reader asks for text alone, with ``?text``.
VIEWS = {
    False: (article_page, "articles/article.html"),
    True: (text_page, "articles/text/story.html"),
}


@of_a_live_story()
def article(request, found):
    furniture = respond.frame(found.language, found.site_revision)
    make, template = VIEWS["text" in request.GET]
    with locales.speaking(furniture.language):
        page = make(found, furniture, respond.absolute(request))
    return respond.page(
        request,
        template,
        furniture,
        {"page": page},
        section_url=found.page["section"]["url"],
        elsewhere=found.in_languages,
        original=found.original,
    )
