from django.utils.safestring import SafeString

from articles.queries.site import Link
from articles.queries.subjects import Subject
from articles.queries.topics import Around
from articles.rendering import subjects


def test_lists_of_topics_are_finished_items_and_empty_where_there_are_none():
    around = Around(above=[Link("A & <b>", "/en/a/t-1/")], below=[], related=[])
    found = subjects.of_topic(Subject(1, "Sea", "sea", details={"kind": "place"}), around)
    assert found == {
        "kind": "place",
        "above": '<li><a href="/en/a/t-1/">A &amp; &lt;b&gt;</a></li>',
        "below": "",
        "related": "",
    }
    assert all(isinstance(found[name], SafeString) for name in ("above", "below", "related"))


def test_a_person_without_a_picture_and_without_links():
    subject = Subject(1, "Rosa Lind", "rosa-lind", details={"initials": "rl", "job_title": ""})
    found = subjects.of_person(subject, None, "en")
    assert [found[name] for name in ("initials", "portrait", "credit", "links")] == [
        "rl",
        "",
        "",
        "",
    ]


def test_only_addresses_of_the_web_are_links():
    addresses = ["HTTPS://WWW.Rosa.example:8443/x", "//rosa.example", "mailto:r@x.example", ""]
    subject = Subject(1, "Rosa Lind", "rosa-lind", same_as=addresses)
    assert subjects.of_person(subject, None, "en")["links"] == (
        '<li><a rel="me" href="HTTPS://WWW.Rosa.example:8443/x">rosa.example</a></li>'
    )
