from types import SimpleNamespace

from articles.body.field import BodyField

FIELD = BodyField(blank=True)
FIELD.set_attributes_from_name("body")


def test_whoever_saves_stores_canonical_html():
    story = SimpleNamespace(body="<p onclick=x>a</p>\r\n<script>b</script>text")
    assert FIELD.pre_save(story, add=True) == "<p>a</p>\n<p>text</p>"
    assert story.body == "<p>a</p>\n<p>text</p>"


def test_migrations_name_the_field_and_nothing_of_the_editor():
    assert FIELD.deconstruct() == (
        "body",
        "articles.body.field.BodyField",
        [],
        {"blank": True},
    )
