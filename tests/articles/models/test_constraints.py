"""The database refuses what must never be, whoever writes it and however."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from articles.models import (
    Agency,
    AgencyCredit,
    Article,
    Contributor,
    Credit,
    Event,
    ImageReference,
    Language,
    PictureSweep,
    Publication,
    PublicationImage,
    PublicationPerson,
    PublicationReadMore,
    PublicationTag,
    PublicationTopic,
    ReadMoreReference,
    SiteSettings,
    Tag,
    TaggedArticle,
    Topic,
    Version,
)
from tests.factories import (
    AT,
    FAR,
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_language,
    make_live,
    make_tag,
    make_topic,
)

pytestmark = pytest.mark.django_db
# Tried in test_desk_constraints.py and test_site_constraints.py.
ELSEWHERE = (
    *("presence", "autosave", "schedule", "correction", "preview_link", "notice"),
    *("frontpage", "breaking", "policy", "search", "hub"),
)


def change(row, **values):
    """Write past every model method."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def add(model, *rows):
    model._base_manager.bulk_create([model(**row) for row in rows])


def article_stage_known():
    change(make_article(), stage="printed")


def article_headline_not_empty():
    change(make_article(), headline="")


def article_not_its_own_translation():
    article = make_article()
    change(article, translation_of=article)


def article_one_translation_a_language():
    make_language("de")
    original = make_article()
    make_article(language_id="de", translation_of=original)
    change(make_article(language_id="de"), translation_of=original)


def contributor_initials_once():
    make_contributor(initials="tj")
    add(Contributor, {"name": "Theo Janssen", "initials": "TJ"})


def agency_short_name_once():
    make_agency("dpa")
    add(Agency, {"name": "Another", "short_name": "DPA"})


def credit_once_a_role():
    person = make_contributor()
    article = make_article(credits=[(person, "writer")])
    add(Credit, {"article": article, "contributor": person, "role": "writer", "position": 9})


def credit_role_known():
    add(Credit, {"article": make_article(), "contributor": make_contributor(), "role": "ghost"})


def agency_once_an_article():
    agency = make_agency()
    add(AgencyCredit, {"article": make_article(agencies=[agency]), "agency": agency})


def image_digital_source_type_known():
    change(make_image(), digital_source_type="a dream")


def image_focus_inside():
    change(make_image(), focus_x=1.01)


def image_usable_until_after_from():
    change(make_image(), usable_from=FAR, usable_until=AT)


def language_direction_known():
    change(make_language("de"), direction="up")


def publication_expires_after_start():
    change(Publication.objects.get(pk=make_live().pk), expires_at=AT)


def publication_withdrawn_with_reason():
    change(Publication.objects.get(pk=make_live().pk), withdrawn_at=AT)


def publication_topic_once():
    topic = make_topic()
    row = listed(make_live(topics=[topic]))
    add(PublicationTopic, {**row, "topic": topic})


def publication_tag_once():
    tag = make_tag()
    row = listed(make_live(tags=[tag]))
    add(PublicationTag, {**row, "tag": tag})


def publication_contributor_once():
    person = make_contributor()
    row = listed(make_live(credits=[(person, "writer")]))
    add(PublicationPerson, {**row, "contributor": person})


def publication_image_once():
    image = make_image()
    article = make_live(lead_image=image)
    add(PublicationImage, {"publication_id": article.pk, "image": image})


def listed(article):
    return {"publication_id": article.pk, "language_id": "en", "published_at": AT}


def publication_read_more_place():
    article = make_live(body='<aside data-wanted="Not yet"></aside>')
    add(PublicationReadMore, {"publication_id": article.pk, "position": 0, "wanted": "Else"})


def publication_read_more_target_or_wanted():
    add(PublicationReadMore, {"publication_id": make_live().pk, "position": 0})


def article_read_more_place():
    article = make_article(body='<aside data-wanted="Not yet"></aside>')
    add(ReadMoreReference, {"article": article, "position": 0, "wanted": "Else"})


def article_read_more_target_or_wanted():
    target = make_article()
    row = {"article": make_article(), "position": 0, "wanted": "Both", "target": target}
    add(ReadMoreReference, row)


def article_image_place():
    image = make_image()
    article = make_article(body=f'<figure data-image="{image.pk}"></figure>')
    add(ImageReference, {"article": article, "image": image, "position": 0})


def one_picture_sweep():
    add(PictureSweep, {"pk": 2, "at": AT})


def language_numerals_known():
    change(Language.objects.get(pk="en"), numerals="roman")


def one_site():
    add(SiteSettings, {"pk": 2, "default_language_id": "en"})


def tag_once_an_article():
    tag = make_tag()
    add(TaggedArticle, {"content_object": make_article(tags=[tag]), "tag": tag})


def tag_name_once():
    make_tag("birdies")
    add(Tag, {"name": "BIRDIES", "slug": "other"})


def topic_kind_known():
    change(make_topic(), kind="rumour")


def topic_not_its_own_parent():
    topic = make_topic()
    change(topic, parent=topic)


def version_number_once():
    article = make_article()
    add(Version, {"article": article, "number": 1, "data": {}, "created_at": AT})


def version_from_one():
    add(Version, {"article": make_article(), "number": 0, "data": {}, "created_at": AT})


def verb_known():
    add(Event, {"article": make_article(), "headline": "x", "verb": "leaked", "at": AT})


BREAKS = {
    test.__name__: test
    for test in (
        agency_once_an_article,
        agency_short_name_once,
        article_headline_not_empty,
        article_image_place,
        article_not_its_own_translation,
        article_one_translation_a_language,
        article_read_more_place,
        article_read_more_target_or_wanted,
        article_stage_known,
        contributor_initials_once,
        credit_once_a_role,
        credit_role_known,
        image_digital_source_type_known,
        image_focus_inside,
        image_usable_until_after_from,
        language_direction_known,
        language_numerals_known,
        one_picture_sweep,
        one_site,
        publication_contributor_once,
        publication_expires_after_start,
        publication_image_once,
        publication_read_more_place,
        publication_read_more_target_or_wanted,
        publication_tag_once,
        publication_topic_once,
        publication_withdrawn_with_reason,
        tag_name_once,
        tag_once_an_article,
        topic_kind_known,
        topic_not_its_own_parent,
        verb_known,
        version_from_one,
        version_number_once,
    )
}


def test_every_constraint_of_the_models_is_tried_here():
    named = {
        constraint.name
        for model in apps.get_app_config("articles").get_models()
        if model.__module__.rpartition(".")[2] not in ELSEWHERE
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint | UniqueConstraint)
    }
    assert named == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        BREAKS[name]()


def test_people_without_initials_may_be_many():
    for name in ("A", "B"):
        make_contributor(name)
    assert Contributor.objects.filter(initials="").count() == 2


@pytest.mark.parametrize(
    ("model", "statement"),
    [
        (Version, "UPDATE articles_version SET why = 'else'"),
        (Version, "UPDATE articles_version SET number = number + 1"),
        (Event, "UPDATE articles_event SET why = 'else'"),
        (Event, "DELETE FROM articles_event"),
        (Version, "DELETE FROM articles_version"),
    ],
)
def test_history_is_refused_in_plain_sql(model, statement):
    make_live()
    before = list(model.objects.order_by("pk").values())
    assert before
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Version.objects.update(data={}),
        lambda: Version.objects.first().save(),
        lambda: Version.objects.all().delete(),
        lambda: Version.objects.first().delete(),
        lambda: Event.objects.update(at=FAR),
        lambda: Event.objects.first().save(),
        lambda: Event.objects.all().delete(),
        lambda: Event.objects.first().delete(),
    ],
)
def test_history_is_refused_through_the_orm(attempt):
    make_live()
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt()


def test_versions_of_what_was_never_published_may_go_with_their_article():
    pk = make_article().pk
    Article.objects.get(pk=pk).delete()
    assert not Version.objects.filter(article=pk).exists()
    assert Event.objects.filter(article=pk).count() == 1


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Article.objects.get().delete(),
        lambda: Article.objects.all().delete(),
        lambda: Version.objects.all()._raw_delete("default"),
        lambda: Article.objects.all()._raw_delete("default"),
    ],
)
def test_a_published_article_is_never_deleted(attempt):
    make_live()
    with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012
        attempt()
        connection.check_constraints()
    assert (Article.objects.count(), Publication.objects.count()) == (1, 1)
    assert Version.objects.count() == 1


def test_a_qcode_belongs_to_one_topic_and_may_be_missing():
    make_topic(qcode="medtop:11000000")
    make_topic(), make_topic()
    with pytest.raises(IntegrityError), transaction.atomic():
        add(Topic, {"slug": "x", "name": "x", "qcode": "medtop:11000000"})
    assert Topic.objects.filter(qcode=None).count() == 2


def test_a_language_in_use_cannot_be_deleted():
    make_article()
    with pytest.raises(IntegrityError), transaction.atomic():
        Language.objects.filter(pk="en").delete()
