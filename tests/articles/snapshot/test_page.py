"""What a publication keeps ready-made of a version."""

import re
from datetime import timedelta

import pytest

from articles.actions.publications import remake
from articles.models import Article, Contributor, Publication, Tag, Topic
from articles.snapshot.page import make_ready
from tests.factories import (
    AT,
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_section,
    make_tag,
    make_topic,
)

pytestmark = pytest.mark.django_db


def ready(article):
    version = article.versions.get(number=article.version_number)
    return make_ready(version.data, article_id=article.pk, published_at=AT, updated_at=AT)


def page(article):
    return ready(article).columns["page"]


def test_byline_and_sign_off_link_to_people():
    tamara = make_contributor("Tamara Jost", "tj")
    nils = make_contributor("Nils Gahl", "ng")
    article = make_article(
        credits=[(tamara, "writer"), (nils, "editor")],
        agencies=[make_agency("AP"), make_agency("AFP & <Co>")],
    )
    made = page(article)
    assert made["byline"] == [
        {"name": "Tamara Jost", "url": f"/en/tamara-jost/p-{tamara.pk}/", "role": "writer"}
    ]
    assert made["sign_off"] == (
        f'<a href="/en/tamara-jost/p-{tamara.pk}/" title="Tamara Jost">tj</a>'
        f'/<a href="/en/nils-gahl/p-{nils.pk}/" title="Nils Gahl">ng</a>'
        " (AP, AFP &amp; &lt;Co&gt;)"
    )


def test_somebody_known_by_initials_only_signs_without_link_and_has_no_byline():
    unknown = make_contributor("<i>zz</i>", "z<", is_complete=False)
    known = make_contributor("Nils Gahl", "ng")
    made = page(make_article(credits=[(unknown, "writer"), (known, "editor")]))
    assert made["byline"] == []
    assert made["sign_off"] == (
        f'z&lt;/<a href="/en/nils-gahl/p-{known.pk}/" title="Nils Gahl">ng</a>'
    )


@pytest.mark.parametrize(
    ("writers", "editors", "wires", "expected"),
    [
        ([], [], [], ""),
        ([], [], ["AP"], "(AP)"),
        ([], ["ng"], [], "/ng"),
        (["tj"], [], [], "tj"),
        (["tj", "aw"], ["ng"], ["AP", "dpa"], "tj, aw/ng (AP, dpa)"),
    ],
)
def test_sign_off_of_any_shape(writers, editors, wires, expected):
    def people(initials, role):
        return [(make_contributor(f"Name {x}", x, is_complete=False), role) for x in initials]

    article = make_article(
        credits=people(writers, "writer") + people(editors, "editor"),
        agencies=[make_agency(wire) for wire in wires],
    )
    assert page(article)["sign_off"] == expected


def test_a_person_in_two_roles_is_listed_once():
    person = make_contributor("Tamara Jost", "tj")
    article = make_article(credits=[(person, "editor"), (person, "writer")])
    assert ready(article).people == [person.pk]


def test_names_and_words_are_in_the_language_of_the_article():
    make_language("de", "Deutsch")
    section = make_section("World", names={"de": "Welt"})
    topic = make_topic("Sea", names={"de": "Meer & mehr"})
    writer = make_contributor("Tamara Jost", "tj")
    article = make_article(
        language_id="de", section=section, topics=[topic], credits=[(writer, "writer")]
    )
    made = page(article)
    assert made["section"] == {"name": "Welt", "url": f"/de/welt/s-{section.pk}/"}
    assert made["topics"] == [{"name": "Meer & mehr", "url": f"/de/meer-mehr/t-{topic.pk}/"}]
    assert made["language_name"] == "Deutsch"
    assert f"/de/tamara-jost/p-{writer.pk}/" in made["sign_off"]


def test_topics_and_keywords_stand_in_the_order_of_the_language():
    make_language("de", "Deutsch")
    named = {"Apples": "Äpfel", "Cider": "Apfelwein", "Oven": "Zwiebel", "Zoo": "Ofen"}
    topics = [make_topic(english, names={"de": german}) for english, german in named.items()]
    tags = [make_tag(name) for name in ("zebra", "öl", "obst")]
    made = page(make_article(language_id="de", topics=topics, tags=tags))
    assert [link["name"] for link in made["topics"]] == ["Äpfel", "Apfelwein", "Ofen", "Zwiebel"]
    assert [link["name"] for link in made["tags"]] == ["obst", "öl", "zebra"]
    made = page(make_article(topics=topics[::-1]))
    assert [link["name"] for link in made["topics"]] == ["Apples", "Cider", "Oven", "Zoo"]


def test_pictures_speak_the_language_of_the_article_where_they_can():
    make_language("de")
    image = make_image(
        alt="A quay", alts={"de": "Ein Kai"}, caption="At dusk", captions={"de": "Am Abend"}
    )
    fallen_back = make_image(alt="Cranes", caption="The cranes", captions={"ar": "الرافعات"})
    pictures = "".join(f'<figure data-image="{of.pk}"></figure>' for of in (image, fallen_back))
    own = f'<figure data-image="{image.pk}" data-alt="Kai"><figcaption>Hier</figcaption></figure>'
    made = ready(make_article(language_id="de", lead_image=image, body=pictures + own)).columns
    lead = made["page"]["lead"]
    assert (lead["alt"], lead["caption"]) == ("Ein Kai", "Am Abend")
    assert made["social"] == {
        "src": f"/media/pictures/{image.rendition_key}/social-8.jpg",
        "width": 8,
        "height": 4,
        "alt": "Ein Kai",
    }
    assert 'alt="Ein Kai"' in made["card"]
    figures = re.compile('alt="(.*?)".*?<figcaption>(.*?)</figcaption>', re.DOTALL)
    assert figures.findall(made["pieces"][0]) == [
        ("Ein Kai", f"Am Abend{BILD}"),
        ("Cranes", f"The cranes{BILD}"),
        ("Kai", f"Hier{BILD}"),
    ]


BILD = ' <span class="credit">Bild: A. Name/AP</span>\n'


def test_readers_are_told_what_generative_ai_made():
    make_language("de")
    image = make_image(digital_source_type="compositeWithTrainedAlgorithmicMedia")
    article = make_article(
        language_id="de", lead_image=image, body=f'<figure data-image="{image.pk}"></figure>'
    )
    made = ready(article).columns
    told = '· <span class="generated">Mit generativer KI erstellt</span>'
    assert [told in html for html in (made["page"]["parts"]["figure"], made["pieces"][0])] == [
        True,
        True,
    ]
    other = ready(make_article(language_id="de", lead_image=make_image())).columns
    assert "generated" not in other["page"]["parts"]["figure"]


def test_read_mores_keep_their_places_and_wanted_ones_their_keys():
    target = make_article()
    article = make_article(
        body=f'<p>1</p><aside data-wanted="Not yet!"></aside><p>2</p>'
        f'<aside data-read-more="{target.pk}"></aside>'
    )
    made = ready(article)
    assert made.read_more == [(None, "Not yet!", "not yet"), (target.pk, "", "")]
    assert made.columns["pieces"] == ["<p>1</p>", {"read_more": 0}, "<p>2</p>", {"read_more": 1}]


def test_reading_time_is_never_nothing():
    assert page(make_article(body="<p>One.</p>"))["reading_minutes"] == 1
    long = page(make_article(body=f"<p>{'word ' * 2300}</p>"))
    assert (long["word_count"], long["reading_minutes"]) == (2300, 10)


def test_the_note_to_the_desk_is_in_nothing_that_readers_get():
    article = make_live(note="MARKED")
    row = Publication.objects.filter(pk=article.pk).values().get()
    assert "MARKED" not in repr(row)


def test_hostile_words_are_escaped_in_the_card():
    article = make_live(headline='<script>"x"</script>', kicker="<b>", teaser="a & <i>")
    card = Publication.objects.get(pk=article.pk).card
    assert "<script>" not in card
    assert "&lt;script&gt;" in card
    assert "&lt;b&gt;" in card
    assert "a &amp; &lt;i&gt;" in card


class TestRemade:
    def test_it_is_what_it_was_when_nothing_has_changed(self):
        article = make_live(
            topics=[make_topic()],
            tags=[make_tag()],
            credits=[(make_contributor(initials="tj"), "writer")],
            lead_image=make_image(credit="X/AP"),
        )
        before = Publication.objects.filter(pk=article.pk).values().get()
        remake(Publication.objects.get(pk=article.pk))
        assert Publication.objects.filter(pk=article.pk).values().get() == before

    def test_it_follows_new_names_of_topic_tag_and_section(self):
        section, topic, tag = make_section("Old"), make_topic("Old"), make_tag("old")
        article = make_live(section=section, topics=[topic], tags=[tag])
        for row in (section, topic, tag):
            row.name = "New name"
            row.save()
        remake(Publication.objects.get(pk=article.pk))
        made = Publication.objects.get(pk=article.pk).page
        assert [made["section"]["name"], made["topics"][0]["name"], made["tags"][0]["name"]] == [
            "New name"
        ] * 3

    def test_it_keeps_to_the_version_that_is_live(self):
        article = make_live(headline="Live")
        draft = Article.objects.get(pk=article.pk)
        draft.headline = "MARKED draft"
        draft.save()
        remake(Publication.objects.get(pk=article.pk))
        assert Publication.objects.get(pk=article.pk).headline == "Live"
        assert "MARKED" not in repr(Publication.objects.filter(pk=article.pk).values().get())

    def test_a_completed_person_gets_links(self):
        person = make_contributor("Tamara Jost", "tj", is_complete=False)
        article = make_live(credits=[(person, "writer")])
        Contributor.objects.filter(pk=person.pk).update(is_complete=True)
        remake(Publication.objects.get(pk=article.pk))
        made = Publication.objects.get(pk=article.pk).page
        assert [row["name"] for row in made["byline"]] == ["Tamara Jost"]
        assert f"p-{person.pk}/" in made["sign_off"]


def test_what_a_live_story_shows_cannot_be_deleted_under_it():
    from django.db.models import ProtectedError

    topic, tag, person = make_topic(), make_tag(), make_contributor()
    image = make_image()
    article = make_live(topics=[topic], tags=[tag], credits=[(person, "writer")], lead_image=image)
    article.topics.clear(), article.tags.clear(), article.credits.all().delete()
    Article.objects.filter(pk=article.pk).update(lead_image=None)
    for row in (
        Topic.objects.get(pk=topic.pk),
        Tag.objects.get(pk=tag.pk),
        person,
        image,
        article.section,
    ):
        with pytest.raises(ProtectedError):
            row.delete()


def test_costs_few_queries_however_much_there_is(django_assert_num_queries):
    for count in (1, 12):
        article = make_article(
            topics=[make_topic() for _ in range(count)],
            tags=[make_tag() for _ in range(count)],
            credits=[(make_contributor(), "writer") for _ in range(count)],
            lead_image=make_image(),
        )
        data = article.versions.get().data
        with django_assert_num_queries(7):
            make_ready(
                data,
                article_id=article.pk,
                published_at=AT + timedelta(days=1),
                updated_at=AT + timedelta(days=1),
            )
