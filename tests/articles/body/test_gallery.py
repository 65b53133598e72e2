"""Galleries: what goes into one, what stands after it, and what readers get of it."""

import pytest
from django.utils.translation import override

from articles.body import (
    Cut,
    Emphasis,
    Gallery,
    ImageBlock,
    ImageData,
    Paragraph,
    ReadMore,
    canonical,
    gathered,
    parse,
    pictures,
    references,
    render_gallery,
    render_pieces,
    serialise,
    to_text,
    word_count,
)
from articles.body.compare import change_html, compare

QUAY = ImageBlock(7, "The quay", ("At ", Emphasis(("dusk",))))
SHIP, CRANE = ImageBlock(8), ImageBlock(9, caption=("A crane",))


def figure(key, caption="", alt=""):
    said = f' data-alt="{alt}"' if alt else ""
    return f'<figure data-image="{key}"{said}><figcaption>{caption}</figcaption></figure>'


def gallery(*figures):
    return f'<section data-gallery="">{"".join(figures)}</section>'


STORED = gallery(figure(7, "At <em>dusk</em>", "The quay"), figure(8), figure(9, "A crane"))


def test_it_is_stored_on_one_line_and_read_back():
    block = Gallery((QUAY, SHIP, CRANE))
    assert serialise([block]) == STORED
    assert parse(STORED) == (block,)


@pytest.mark.parametrize(
    ("html", "stored"),
    [
        pytest.param("<section data-gallery></section>", "", id="none"),
        pytest.param(gallery(figure(7, "x")), figure(7, "x"), id="one is a picture"),
        pytest.param(gallery(figure(7), figure("x"), figure(0)), figure(7), id="no such keys"),
        pytest.param(
            gallery("Before", figure(7), "<p>Between</p>", figure(8)),
            f"{gallery(figure(7), figure(8))}\n<p>Before</p>\n<p>Between</p>",
            id="text stands after it",
        ),
        pytest.param(
            gallery(figure(7), "<div>", figure(8), "</div><ul><li>a", figure(9), "</li></ul>"),
            f"{gallery(figure(7), figure(8), figure(9))}\n<ul><li><p>a</p></li></ul>",
            id="pictures within other things",
        ),
        pytest.param(
            gallery(figure(7), gallery(figure(8), figure(9)), figure(10)),
            gallery(figure(7), figure(8), figure(9), figure(10)),
            id="a gallery in a gallery",
        ),
        pytest.param(
            gallery(figure(7, "x"), figure(8), figure(7), figure(7, "x")),
            gallery(figure(7, "x"), figure(8)),
            id="the same again",
        ),
        pytest.param(
            gallery(figure(7, "x"), figure(8), figure(7, "y"), figure(8, "", "z")),
            f"{gallery(figure(7, 'x'), figure(8))}\n{figure(7, 'y')}\n{figure(8, '', 'z')}",
            id="again, in other words",
        ),
        pytest.param(
            f"<ul><li>a{gallery(figure(7), figure(8))}</li><li>b</li></ul>",
            f"<ul><li><p>a</p></li><li><p>b</p></li></ul>\n{gallery(figure(7), figure(8))}",
            id="in a list",
        ),
        pytest.param(
            f"<blockquote>a{gallery(figure(7), figure(8))}</blockquote>",
            f"<blockquote><p>a</p></blockquote>\n{gallery(figure(7), figure(8))}",
            id="in a quote",
        ),
        pytest.param(
            f"<section>{figure(7)}{figure(8)}</section>", f"{figure(7)}\n{figure(8)}", id="not said"
        ),
        pytest.param(
            f'<div data-gallery="">{figure(7)}{figure(8)}</div>',
            f"{figure(7)}\n{figure(8)}",
            id="another element",
        ),
        pytest.param(
            f'<section data-gallery="javascript:x" onclick="x" style="y">{figure(7)}{figure(8)}'
            "<script>x</script></section>",
            gallery(figure(7), figure(8)),
            id="hostile",
        ),
    ],
)
def test_what_is_read(html, stored):
    assert canonical(html) == stored
    assert canonical(stored) == stored


def test_more_than_it_holds_make_another_gallery():
    def of(*keys):
        return gallery(*map(figure, keys))

    assert canonical(of(*range(1, 51))) == of(*range(1, 51))
    assert canonical(of(*range(1, 52))) == f"{of(*range(1, 51))}\n{figure(51)}"
    assert canonical(of(*range(1, 111))) == "\n".join(
        (of(*range(1, 51)), of(*range(51, 101)), of(*range(101, 111)))
    )


@pytest.mark.parametrize(
    "wrong", [(), (SHIP,), (SHIP, SHIP), tuple(ImageBlock(n) for n in range(1, 52))]
)
def test_a_wrong_one_cannot_be_made(wrong):
    with pytest.raises(ValueError, match="gallery"):
        Gallery(wrong)


def test_what_any_pictures_make():
    assert gathered([]) == []
    assert gathered([SHIP]) == [SHIP]
    assert gathered([SHIP, QUAY]) == [Gallery((SHIP, QUAY))]


def test_its_pictures_are_the_text_s():
    blocks = (SHIP, Gallery((QUAY, SHIP)), Paragraph(("x",)), ReadMore(3))
    assert list(pictures(blocks)) == [SHIP, QUAY, SHIP]
    assert references(blocks).images == (8, 7, 8)


def test_its_captions_are_text():
    blocks = (Gallery((QUAY, SHIP, CRANE)),)
    assert to_text(blocks) == "At dusk\nA crane"
    assert word_count(blocks) == 4


def outline(old, new):
    return [(one.kind, str(change_html(one.runs))) for one in compare(parse(old), parse(new))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            (figure(7, "At dusk"), figure(8)),
            (figure(7, "At dawn"), figure(8, "", "Ships")),
            "Picture #7<br>Caption: At <del>dusk</del><ins>dawn</ins>"
            "<br>Picture #8<ins><br>Alternative text: </ins><ins>Ships</ins>",
            id="words",
        ),
        pytest.param(
            (figure(7), figure(8), figure(9)),
            (figure(7), figure(9)),
            "Picture #7<del><br>Picture #8</del><br>Picture #9",
            id="one fewer",
        ),
        pytest.param(
            (figure(7), figure(8), figure(9)),
            (figure(8), figure(9), figure(7)),
            "<del>Picture #7</del><br>Picture #8<br>Picture #9<ins><br>Picture #7</ins>",
            id="another order",
        ),
    ],
)
def test_what_changed_is_told_by_picture(old, new, expected):
    assert outline(gallery(*old), gallery(*new)) == [("changed", expected)]


def test_other_pictures_are_another_gallery():
    assert [kind for kind, _html in outline(
        gallery(figure(1), figure(2)), gallery(figure(3), figure(4))
    )] == ["removed", "added"]  # fmt: skip


def harbours(*keys):
    """Pictures as readers get them, by their keys."""
    return {key: ImageData({"full": Cut(f"/{key}.jpg", 3, 2)}) for key in keys}


def render(blocks, images):
    with override("en"):
        return render_pieces(blocks, images, "en")


class TestRendering:
    def test_each_picture_at_hand_is_named_beside_its_figure(self):
        blocks = (Paragraph(("a",)), Gallery((QUAY, SHIP, CRANE)), Paragraph(("b",)))
        start, made, end = render(blocks, harbours(7, 9))
        assert (start, end) == ("<p>a</p>", "<p>b</p>")
        assert [picture["image"] for picture in made["gallery"]] == [7, 9]
        for picture, block in zip(made["gallery"], (QUAY, CRANE), strict=True):
            assert [picture["html"]] == render((block,), harbours(7, 9))

    def test_without_pictures_there_is_nothing(self):
        assert render((Paragraph(("a",)), Gallery((QUAY, SHIP)), Paragraph(("b",))), {}) == [
            "<p>a</p>\n<p>b</p>"
        ]

    def test_readers_are_told_which_of_how_many_each_is(self):
        with override("en"):
            html = render_gallery(["<figure>1</figure>", "<figure>2</figure>"])
        assert html.count("<li>") == 2
        for place in ("Picture 1 of 2", "Picture 2 of 2", "Previous picture", "Next picture"):
            assert html.count(place) == 1

    @pytest.mark.parametrize(
        ("language", "place"), [("de", "Bild 2 von 2"), ("ar", "الصورة 2 من 2")]
    )
    def test_the_words_are_the_reader_s(self, language, place):
        with override(language):
            assert place in render_gallery(["<figure>1</figure>", "<figure>2</figure>"])

    def test_one_by_itself_is_no_gallery(self):
        assert render_gallery(["<figure>1</figure>"]) == "<figure>1</figure>"
        assert render_gallery([]) == ""
