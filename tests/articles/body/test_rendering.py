from django.utils.translation import override

from articles.body import (
    Embed,
    ImageBlock,
    ImageData,
    KeyPoint,
    KeyPoints,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    ReadMore,
    Strong,
    Subhead,
    render_pieces,
    render_read_more,
)

HARBOUR = ImageData("/media/h.avif", 1600, 900, 'The "harbour"', "At dusk & dawn", "A. Fotograf")


def render(*blocks, language="en", images=None):
    with override("en"):
        return render_pieces(blocks, images or {}, language)


def test_a_run_of_blocks_is_one_piece_and_each_read_more_a_place():
    pieces = render(
        Paragraph(("one",)), Subhead(("two",)), ReadMore(3), ReadMore(wanted="x"), Paragraph(("a",))
    )
    assert pieces == ["<p>one</p>\n<h2>two</h2>", {"read_more": 0}, {"read_more": 1}, "<p>a</p>"]


def test_blocks_of_text():
    inner = ListBlock((ListItem((Paragraph(("deep",)),)),), ordered=True)
    items = (ListItem((Paragraph(("one",)), inner)), ListItem((Paragraph(("two",)),)))
    assert render(
        ListBlock(items),
        Quote((Paragraph(("<said>",)),)),
        PullQuote(("pulled",)),
        Subhead(("s",), 3),
    ) == [
        "<ul><li>one<ol><li>deep</li></ol></li><li>two</li></ul>\n"
        "<blockquote><p>&lt;said&gt;</p></blockquote>\n"
        '<blockquote class="pull-quote"><p>pulled</p></blockquote>\n'
        "<h3>s</h3>"
    ]


def test_key_points_have_bold_labels():
    assert render(KeyPoints((KeyPoint("Key <ally>", ("x",)), KeyPoint("", ("bare",))))) == [
        '<ul class="key-points"><li><strong>Key &lt;ally&gt;:</strong> x</li><li>bare</li></ul>'
    ]


def test_a_sponsored_link_says_so_to_search_engines():
    assert render(Paragraph((Link("https://a.org/?b&c", ("x",), sponsored=True),))) == [
        '<p><a href="https://a.org/?b&amp;c" rel="sponsored nofollow">x</a></p>'
    ]


def test_an_image_has_its_own_words_where_the_story_gives_none():
    assert render(ImageBlock(7), images={7: HARBOUR}) == [
        '<figure><img src="/media/h.avif" alt="The &quot;harbour&quot;" width="1600" height="900" '
        'loading="lazy" decoding="async"><figcaption>At dusk &amp; dawn '
        '<span class="credit">Image: A. Fotograf</span></figcaption></figure>'
    ]


def test_an_image_has_the_story_s_words_where_there_are_any():
    block = ImageBlock(7, "Alt <here>", ("At ", Strong(("dusk",))))
    assert render(block, images={7: ImageData("/h.jpg", 2, 1)}) == [
        '<figure><img src="/h.jpg" alt="Alt &lt;here&gt;" width="2" height="1" '
        'loading="lazy" decoding="async"><figcaption>At <strong>dusk</strong></figcaption></figure>'
    ]


def test_an_image_that_is_not_at_hand_is_left_out():
    assert render(Paragraph(("a",)), ImageBlock(8), images={7: HARBOUR}) == ["<p>a</p>"]
    assert render(ImageBlock(8)) == []


def test_an_embed_is_a_link_that_says_where_it_leads():
    assert render(Embed("https://www.youtube.com/watch?v=1&t=2"), Embed("https://x.com/a/1")) == [
        '<p class="embed"><a href="https://www.youtube.com/watch?v=1&amp;t=2">'
        "<strong>Watch on YouTube</strong> <span>opens youtube.com</span></a></p>\n"
        '<p class="embed"><a href="https://x.com/a/1">'
        "<strong>See the post on X</strong> <span>opens x.com</span></a></p>"
    ]


def test_text_against_the_page_s_direction_says_so():
    blocks = (Paragraph(("قال الوزير",)), Paragraph(("The minister",)), Paragraph(("12 %",)))
    assert render(*blocks, language="en") == [
        '<p dir="rtl">قال الوزير</p>\n<p>The minister</p>\n<p>12 %</p>'
    ]
    assert render(*blocks, language="fa-ir") == [
        '<p>قال الوزير</p>\n<p dir="ltr">The minister</p>\n<p>12 %</p>'
    ]


def test_a_read_more_names_its_target():
    with override("en"):
        assert render_read_more({"headline": "What <now>?", "url": "/en/x/a-1/?a&b"}) == (
            '<aside class="read-more"><a href="/en/x/a-1/?a&amp;b"><span>Read more:</span> '
            "<bdi>What &lt;now&gt;?</bdi></a></aside>"
        )
