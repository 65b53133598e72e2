from django.utils.translation import override

from articles.body import (
    Cut,
    Embed,
    Gallery,
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

HARBOUR = ImageData(
    {
        "full": Cut(
            "/media/h-960.jpg",
            1600,
            900,
            sizes="min(44rem, 92vw)",
            srcset="/media/h-960.jpg 960w",
            sources=(("image/avif", "/media/h-960.avif 960w"), ("image/webp", "/h-960.webp 960w")),
        )
    },
    'The "harbour"',
    "At dusk & dawn",
    "A. Fotograf",
)


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
        '<figure><picture><source type="image/avif" srcset="/media/h-960.avif 960w" '
        'sizes="min(44rem, 92vw)"><source type="image/webp" srcset="/h-960.webp 960w" '
        'sizes="min(44rem, 92vw)"><img src="/media/h-960.jpg" srcset="/media/h-960.jpg 960w" '
        'sizes="min(44rem, 92vw)" width="1600" height="900" alt="The &quot;harbour&quot;" '
        'loading="lazy" decoding="async"></picture>\n<figcaption>At dusk &amp; dawn '
        '<span class="credit">Image: A. Fotograf</span>\n</figcaption></figure>'
    ]


def test_an_image_has_the_story_s_words_where_there_are_any():
    block = ImageBlock(7, "Alt <here>", ("At ", Strong(("dusk",))))
    assert render(block, images={7: ImageData({"full": Cut("/h.jpg", 2, 1)})}) == [
        '<figure><picture><img src="/h.jpg" width="2" height="1" alt="Alt &lt;here&gt;" '
        'loading="lazy" decoding="async"></picture>\n'
        "<figcaption>At <strong>dusk</strong>\n</figcaption></figure>"
    ]


def test_readers_are_told_what_generative_ai_made():
    cuts, told = {"full": Cut("/h.jpg", 2, 1)}, '<span class="generated">Made with generative AI'
    [alone] = render(ImageBlock(7), images={7: ImageData(cuts, is_generated=True)})
    assert f"<figcaption> {told}</span>" in alone
    both = ImageData(cuts, credit="A. Fotograf", is_generated=True)
    [beside] = render(ImageBlock(7), images={7: both})
    assert f"Image: A. Fotograf</span> · {told}</span>" in beside


def test_whose_an_image_is_stands_by_itself_where_text_runs_from_the_right():
    harbour = ImageData({"full": Cut("/h.jpg", 2, 1)}, credit="<Reuters> Inc.")
    with override("ar"):
        [html] = render_pieces([ImageBlock(7)], {7: harbour}, "ar")
    assert '<span class="credit">الصورة: <bdi>&lt;Reuters&gt; Inc.</bdi></span>' in html


def test_in_a_gallery_an_image_is_as_wide_as_its_frame_lets_it_be():
    cut = Cut("/h.jpg", 2, 3, sizes="44rem", framed="19rem", srcset="/h.jpg 960w")
    images = {7: ImageData({"full": cut}), 8: ImageData({"full": Cut("/i.jpg", 3, 2)})}
    gallery = Gallery((ImageBlock(7), ImageBlock(8), ImageBlock(9)))
    alone, among = render(ImageBlock(7), gallery, images=images)
    framed, _other = among["gallery"]
    assert ['sizes="44rem"' in alone, 'sizes="19rem"' in alone] == [True, False]
    assert framed == {"image": 7, "html": alone.replace('sizes="44rem"', 'sizes="19rem"')}


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
