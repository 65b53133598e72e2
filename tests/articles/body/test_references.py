from articles.body import ImageBlock, Paragraph, ReadMore, References, bind, references

BLOCKS = (
    ReadMore(wanted="What now?"),
    ImageBlock(7),
    ReadMore(12),
    Paragraph(("x",)),
    ImageBlock(7),
    ReadMore(12),
    ReadMore(wanted="And then?"),
)


def test_references_come_in_order_with_duplicates():
    assert references(BLOCKS) == References(
        read_more=(
            ReadMore(wanted="What now?"),
            ReadMore(12),
            ReadMore(12),
            ReadMore(wanted="And then?"),
        ),
        images=(7, 7),
    )


def test_a_wanted_headline_that_is_known_is_bound():
    assert bind(BLOCKS, {"What now?": 3}.get) == (ReadMore(3), *BLOCKS[1:])
