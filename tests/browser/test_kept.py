"""What could not be saved is copied, with its structure, into the editor again."""

from django.urls import reverse
from django.utils import timezone

from articles import actions
from articles.models import Article
from tests.factories import make_article, make_image, make_live, make_user

ADD = reverse("admin:articles_article_add")
EDITOR = ".body-editor [contenteditable=true]"


def test_a_text_whose_article_is_gone_is_copied_into_a_new_one(page, log_in, axe):
    live, image = make_live(headline="Target story"), make_image(alt="A ship")
    body = "\n".join(
        (
            "<h2>What came</h2>",
            '<p>One <strong>bold</strong>, <em>slanted</em>, <a href="https://example.org/">linked</a></p>',
            f'<figure data-image="{image.pk}" data-alt="Here">'
            "<figcaption>At dawn</figcaption></figure>",
            '<dl data-key-points=""><div><dt>Key ally</dt><dd>Helvard</dd></div></dl>',
            "<ul><li><p>First</p></li><li><p>Second</p></li></ul>",
            f'<aside data-read-more="{live.pk}"></aside>',
            '<aside data-wanted="Storm at sea"></aside>',
            "<blockquote><p>Said so.</p></blockquote>",
            "<p>The end.</p>",
        )
    )
    article = make_article(body=body)
    log_in(page, make_user("Editor"))
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.wait_for_load_state("networkidle")
    actions.delete(article, by=None, at=timezone.now())
    page.evaluate("article_form.submit()")  # asks none of our scripts
    region = page.get_by_role("region", name="Body")
    assert "Read more: Target story" in region.inner_text()
    assert axe(page, None, {"preload": False}) == []
    page.get_by_role("button", name="Copy the text").click()
    page.wait_for_selector("text=Copied")

    page.goto(ADD)
    page.wait_for_selector(EDITOR)
    page.fill("#id_headline", "Anew")
    page.click(EDITOR)
    page.keyboard.press("Control+v")
    page.wait_for_selector(f"{EDITOR} >> text=The end.")
    page.click("button[name=_continue].default")
    page.wait_for_selector(".messagelist .success")
    assert Article.objects.get(headline="Anew").body == body
