"""Nothing that is not live shows anywhere: not a word, not a name, not a picture's address.

A random mark stands in every text of everything unpublished, field by field as the models have
them, so that a field added tomorrow is covered by itself. Then a stranger asks for every address
there is, and every one that could be guessed.
"""

import re
from datetime import timedelta
from html import unescape
from itertools import count
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.db import models

from articles import actions
from articles import addresses as addresses_of
from articles.body import (
    Embed,
    Emphasis,
    Gallery,
    ImageBlock,
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
    parse,
    references,
    serialise,
)
from articles.body.registry import registered
from articles.models import (
    Agency,
    AgencyCredit,
    Article,
    Contributor,
    Credit,
    Image,
    ImportedItem,
    Section,
    SiteSettings,
    Tag,
    Topic,
)
from articles.pictures.renditions import names
from tests.factories import AT, FAR, make_image, make_language, make_live, make_section, make_user

pytestmark = pytest.mark.django_db
# No hexadecimal or base64 number of the system's own can hold it by chance: it is random, and
# short enough for initials.
MARK = f"zq{uuid4().hex[:4]}"
GUESSED = range(1, 51)
STATES = (
    "draft",
    "review",
    "approved",
    "scheduled",
    "unscheduled",
    "withdrawn",
    "expired",
    "edited",
    "translated",
)
# Forms that carry the address where their reader was, which makes them endless; they are asked
# for every article by themselves.
NOT_FOLLOWED = ("//", "/static/", "/feedback/?", "/beta/?")
# Of a picture: its files are looked for by themselves, and one that may not be used is not shown.
OF_FILES = ("rendition_key", "renditions", "do_not_use")
FEEDS = ("feed.rss", "feed.atom", "feed.json")
numbers = count(10)


def words(model, **given):
    """A marked value for every text field of ``model``."""
    n = next(numbers)
    values = {}
    for field in model._meta.concrete_fields:
        if field.choices or field.primary_key or field.name in given:
            continue
        if isinstance(field, models.SlugField):
            values[field.name] = f"{MARK}-{n}-{field.name}"
        elif isinstance(field, models.URLField):
            values[field.name] = f"https://{MARK}{n}.example/"
        elif isinstance(field, models.FileField):
            continue  # has a random name, which is looked for too
        elif isinstance(field, models.CharField | models.TextField):
            values[field.name] = f"{MARK}{n} {model.__name__}.{field.name}"[: field.max_length]
        elif isinstance(field, models.JSONField):
            values[field.name] = dict.fromkeys(("en", "de"), f"{MARK}{n} {field.name}")
    return values | given


def body(image, target):
    """A text with every block and mark that there is."""
    inline = (
        f"{MARK} words ",
        Strong((f"{MARK} strong",)),
        Emphasis((f"{MARK} em",)),
        Link(f"https://example.org/{MARK}", (f"{MARK} link",)),
    )
    paragraph = Paragraph(inline)
    blocks = (
        paragraph,
        Subhead(inline),
        ListBlock((ListItem((paragraph,)),)),
        Quote((paragraph,)),
        PullQuote(inline),
        KeyPoints((KeyPoint(f"{MARK} label", inline),)),
        ImageBlock(image.pk, f"{MARK} alt", inline),
        ReadMore(target.pk),
        ReadMore(wanted=f"{MARK} wanted {next(numbers)}"),
        Embed(f"https://youtu.be/{MARK}"),
        Gallery((ImageBlock(image.pk, f"{MARK} alt", inline), ImageBlock(picture().pk))),
    )
    assert {type(block) for block in blocks} == set(registered())
    return serialise(blocks)


def picture():
    image = make_image()
    as_made = {name: getattr(image, name) for name in OF_FILES}
    Image.objects.filter(pk=image.pk).update(**words(Image, **as_made))
    return Image.objects.get(pk=image.pk)


def rows_of(article):
    """Marked rows of each kind, as a form would write them beside ``article``."""

    def write():
        article.topics.set([Topic.objects.create(**words(Topic))])
        article.tags.set([Tag.objects.create(**words(Tag))])
        article.credits.all().delete()
        for role in ("writer", "editor", "translator", "photographer"):
            person = Contributor.objects.create(**words(Contributor))
            Credit.objects.create(**words(Credit, article=article, contributor=person, role=role))
        agency = Agency.objects.create(**words(Agency))
        AgencyCredit.objects.create(**words(AgencyCredit, article=article, agency=agency))

    return write


def write_marked(article, *, by, target):
    """Save ``article`` with a mark in all that it has."""
    given = {"headline_key": "", "body": body(picture(), target)}
    for name, value in words(Article, **given).items():
        setattr(article, name, value)
    article.lead_image = picture()
    actions.save(article, by=by, at=AT, related=rows_of(article), why=f"{MARK} why")
    ImportedItem.objects.create(
        **words(ImportedItem, article=article, version_number=1, imported_at=AT)
    )


def bring(article, state):
    """Take the marked ``article`` where ``state`` says, by the actions that staff have."""
    hour = timedelta(hours=1)
    if state in ("review", "withdrawn"):
        actions.submit(article, by=None, at=AT, why=f"{MARK} why")
    if state not in ("draft", "review", "edited", "translated"):
        actions.approve(article, by=None, at=AT, why=f"{MARK} why")
    if state in ("scheduled", "unscheduled"):
        actions.schedule(article, by=None, at=AT, publish_at=FAR)
    if state == "unscheduled":
        actions.unschedule(article, by=None, at=AT, why=f"{MARK} why")
    if state == "expired":
        actions.schedule(article, by=None, at=AT, publish_at=AT + hour, expires_at=AT + 2 * hour)
    if state == "withdrawn":
        actions.publish(article, by=None, at=AT)
        actions.withdraw(article, by=None, at=AT + hour, why=f"{MARK} why")


@pytest.fixture
def newsroom():
    """A live story that points at everything, and a marked article in each state."""
    SiteSettings.objects.update(feeds_have_full_text=True)
    make_language("de")
    section = make_section("World")
    author = make_user(
        "superuser", username=f"{MARK}-user", first_name=MARK, last_name=MARK, email=f"{MARK}@x.org"
    )
    target = make_live(section=section, headline="A story in the open")
    made = {}
    for state in STATES:
        article = Article(language_id="en", section=section)
        if state == "edited":
            article = make_live(section=section, headline="Live, with newer words unpublished")
        if state == "translated":
            article.language_id, article.translation_of = "de", target
        write_marked(article, by=author, target=target)
        bring(article, state)
        made[state] = article
    pointers = "".join(
        f'<aside data-read-more="{article.pk}"></aside>'
        for state, article in made.items()
        if state != "edited"
    )
    make_live(
        section=section,
        headline="Points at all of them",
        body=f"<p>x</p>{pointers}<aside data-wanted='{MARK} never written'></aside>",
        topics=Topic.objects.none(),
    )
    return made


def addresses():
    """Where a stranger would look: every kind of page for real and guessed ids, and the rest."""
    ids = {
        "a": Article.objects,
        "s": Section.objects,
        "t": Topic.objects,
        "k": Tag.objects,
        "p": Contributor.objects,
    }
    for kind, rows in ids.items():
        for pk in {*GUESSED, *rows.values_list("pk", flat=True)}:
            for language in ("en", "de"):
                yield f"/{language}/x/{kind}-{pk}/"
    for pk in Article.objects.values_list("pk", flat=True):
        yield f"/en/x/a-{pk}"
        yield f"/en/x/a-{pk}/changes/"
        yield f"/xx/x/a-{pk}/"
        yield f"/api/articles/{pk}/"
        yield f"/feedback/?page=/en/x/a-{pk}/"
        yield f"/beta/?next=/en/x/a-{pk}/"
    for image in Image.objects.all():
        yield f"/media/{image.file.name}"
        for name in names(image.renditions):
            yield addresses_of.picture(image.rendition_key, name)
    for place in places_of_feeds():
        for name in FEEDS:
            yield place + name
    yield from ("/", "/en/", "/de/", "/xx/", "/en/?page=1-1", "/de/?page=9999999999999999-1")
    yield from ("/en/search/", "/en/search/?q=Article", "/en/search/?q=words&sort=newest")
    yield from ("/en/corrections/", "/de/corrections/", "/feedback/", "/beta/")
    yield from ("/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/api/articles/", "/api/")
    yield from (f"/sitemap-{kind}.xml" for kind in ("pages", "sections", "topics", "people"))
    yield from (f"/sitemap-{AT:%Y-%m}.xml", f"/sitemap-{FAR:%Y-%m}.xml")
    yield from ("/healthz", "/readyz", "/media/", "/media/images/", "/static/", "/nothing", "/en")
    yield from ("/admin/", "/admin/login/", "/admin/articles/article/")


def places_of_feeds():
    """Pages with feeds under them. Wrong slugs are put right only where there is a feed."""
    yield from ("/en/", "/de/", "/xx/", "/en/corrections/", "/de/corrections/")
    rows = {"s": Section.objects, "t": Topic.objects, "k": Tag.objects, "p": Contributor.objects}
    for kind, found in rows.items():
        for pk in found.values_list("pk", flat=True):
            for language in ("en", "de"):
                yield f"/{language}/x/{kind}-{pk}/"


def crawl(client):
    """Every answer that a stranger gets, by address: what is yielded, and all it links to."""
    waiting, answers = list(dict.fromkeys(addresses())), {}
    while waiting:
        path = waiting.pop()
        if path in answers:
            continue
        response = client.get(path)
        answers[path] = response
        found = [response.headers.get("Location", "")]
        if response.headers.get("Content-Type", "").startswith("text/html"):
            page = unescape(response.content.decode())
            found += re.findall(r'(?:href|src|action|content)="([^"]*)"', page)
        for link in found:
            link = link.removeprefix("http://testserver").partition("#")[0]
            if link.startswith("/") and not link.startswith(NOT_FOLLOWED):
                waiting.append(link)
    return answers


def told(response):
    """All that a response says, as a reader or a machine would read it."""
    content = b"".join(response) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    text = f"{headers}\n{response.cookies}\n{content.decode(errors='replace')}"
    return f"{text}\n{unquote(text)}".casefold()


def test_nothing_unpublished_shows_on_any_public_address(client, newsroom):
    pictures = Image.objects.values_list("file", "rendition_key")
    secrets = {MARK.casefold()}
    for file, key in pictures:
        secrets |= {file.casefold().removeprefix("originals/"), key.casefold()}
    answers = crawl(client)
    leaks = {
        path: sorted(secret for secret in secrets if secret in told(response))
        for path, response in answers.items()
        if MARK not in path
    }
    assert {path: found for path, found in leaks.items() if found} == {}
    assert {r.status_code for path, r in answers.items() if path.startswith("/media/")} == {404}
    assert {path for path, r in answers.items() if r.status_code >= 500} == set()
    assert [path for path in answers if MARK in path] == []
    expected = {
        "draft": 404,
        "review": 404,
        "approved": 404,
        "scheduled": 404,
        "unscheduled": 404,
        "withdrawn": 410,
        "expired": 410,
        "edited": 301,
        "translated": 404,
    }
    status = {s: answers[f"/en/x/a-{article.pk}/"].status_code for s, article in newsroom.items()}
    assert status == expected
    shown = client.get("/en/").content.decode()
    assert shown.count('<h3 class="card-headline">') == 3


def test_it_would_be_found_if_it_did(client, newsroom):
    """The same crawl over the same marks once they are live: it must see them."""
    article = newsroom["approved"]
    actions.publish(article, by=None, at=AT)
    path = f"/en/x/a-{article.pk}/"
    answers = crawl(client)
    assert MARK in told(answers[path])  # the address that it leads to
    page = told(answers[answers[path].headers["Location"]])
    for name in ("headline", "kicker", "teaser", "dateline", "seo_title", "seo_description"):
        assert f"article.{name}" in page, name
    for what in ("words", "strong", "label", "alt", "link"):
        assert f"{MARK} {what}" in page, what
    for name in (article.topics.get().name_in("en"), article.tags.get().name):
        assert name.casefold() in page, name
    for image in (article.lead_image, *(Image.objects.filter(pk__in=in_text(article)))):
        assert image.rendition_key.casefold() in page
        file = addresses_of.picture(image.rendition_key, "full-8.jpg")
        assert answers[file].headers["Content-Type"] == "image/jpeg"
    subjects = (
        f"/en/x/s-{article.section_id}/",
        f"/en/x/t-{article.topics.get().pk}/",
        f"/en/x/k-{article.tags.get().pk}/",
        f"/en/x/p-{article.credits.filter(role='writer').get().contributor_id}/",
    )
    for place in ("/en/", *subjects):
        for name in FEEDS:
            answer = answers[place + name]
            feed = told(answers[answer.headers.get("Location", place + name)])
            assert "article.headline" in feed, place + name
            assert "article.teaser" in feed, place + name
            assert f"{MARK} words" in feed, place + name
            assert "article.note" not in feed, place + name
    assert path_of(article) in told(answers[f"/sitemap-{AT:%Y-%m}.xml"])
    for secret in ("article.note", "wanted", "-user", "never written"):
        assert secret not in page, secret
    for kind, row in (("t", article.topics.get()), ("k", article.tags.get())):
        assert MARK in answers[f"/en/x/{kind}-{row.pk}/"].headers["Location"]


def path_of(article):
    return addresses_of.of_publication(article.publication).casefold()


def in_text(article):
    return references(parse(article.body)).images


def test_every_text_field_is_marked(newsroom):
    """What the journey rests on: no text column of a marked row is without its mark."""
    article = newsroom["draft"]
    rows = [
        Article.objects.get(pk=article.pk),
        article.lead_image,
        article.topics.get(),
        article.tags.get(),
        article.credits.first(),
        article.credits.first().contributor,
        article.agencies.get(),
        article.imported_items.get(),
    ]
    texts = (models.CharField, models.TextField, models.JSONField)
    for row in rows:
        for field in row._meta.concrete_fields:
            if field.choices or field.primary_key or field.name in OF_FILES:
                continue
            if isinstance(field, texts):
                assert MARK in str(getattr(row, field.attname)), f"{row._meta.label}.{field.name}"
