"""Which file of a picture a browser fetches, when, and how large it shows it."""

import re

import pytest

from tests.factories import make_image, make_language, make_live, make_section, make_tag, make_topic

WIDTHS = (375, 768, 1280)
# Until the page has been scrolled through, and nothing is under way.
SEE_ALL = """async () => {
  const settled = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y)
    await settled()
  }
  // Those that are not shown never come.
  const shown = [...document.images].filter((image) => image.checkVisibility())
  await Promise.all(shown.map((image) => image.decode()))
}"""
SHIFTS = """window.shifted = 0
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifted += entry.value
}).observe({ type: "layout-shift", buffered: true })"""
# For browsers that know no "auto".
WITHOUT_AUTO = """() => {
  for (const one of document.querySelectorAll("main picture *"))
    one.sizes = one.sizes.replace("auto, ", "")
  for (const image of document.querySelectorAll("main img")) image.loading = "eager"
}"""
# How wide each picture is, how wide its `sizes` says it is, and by how much it is cut once more.
PLACES = """() => [...document.querySelectorAll("main img")]
.filter((image) => image.checkVisibility())
.map((image) => {
  const { width, height } = image.getBoundingClientRect()
  return [width, image.naturalWidth, (width / height) * (image.naturalHeight / image.naturalWidth)]
})"""


@pytest.fixture(scope="module")
def sizes():
    """A large picture, and the shapes and sizes that are unusual."""
    return {
        "large": (2000, 1250),
        "portrait": (800, 1600),
        "panorama": (2000, 400),
        "small": (300, 200),
    }


@pytest.fixture
def large(live_server):
    return make_image(size=(2000, 1250))


def url(article):
    return f"/{article.language_id}/{article.slug}/a-{article.pk}/"


def picture(image):
    return f'<p>Before.</p><figure data-image="{image.pk}"><figcaption></figcaption></figure>'


def opened(new_page, path, width, density=1, **options):
    """The page, and the addresses of pictures that it has asked for by then."""
    page = new_page(
        viewport={"width": width, "height": 800}, device_scale_factor=density, **options
    )
    page.add_init_script(SHIFTS)
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "/media/" in one.url else None)
    page.goto(path, wait_until="networkidle")
    return page, asked


def file(address):
    return address.rsplit("/", 1)[-1]


@pytest.mark.parametrize("density", [1, 2])
@pytest.mark.parametrize(
    ("width", "names"),
    [
        (375, ("16x9-480.avif", "16x9-960.avif")),
        (768, ("16x9-960.avif", "16x9-1600.avif")),
        (1280, ("16x9-960.avif", "16x9-1920.avif")),
    ],
)
def test_the_lead_is_fetched_once_at_once_and_as_large_as_needed(
    new_page, large, width, names, density
):
    text = "<p>Text.</p>" * 120
    article = make_live(lead_image=large, body=f"{text}{picture(make_image())}")
    page, asked = opened(new_page, url(article), width, density)
    assert [file(address) for address in asked] == [names[density - 1]]
    lead, waiting = page.locator("main img").all()
    assert lead.evaluate("(image) => image.currentSrc") == asked[0]
    assert [one.get_attribute("loading") for one in (lead, waiting)] == [None, "lazy"]
    assert page.locator("link[rel=preload]").count() == 1
    page.evaluate(SEE_ALL)
    assert [file(address) for address in asked[1:]] == ["full-8.avif"]
    assert page.evaluate("shifted") == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_sizes_say_how_wide_pictures_are_in_every_place(new_page, large, width):
    shared = {"section": make_section(), "topics": [make_topic()], "tags": [make_tag()]}
    article = make_live(lead_image=large, body=picture(large), **shared)
    for _ in range(11):
        make_live(lead_image=large, **shared)
    section, topic = shared["section"], shared["topics"][0]
    # A phone shows what stands large, and no more than four of these.
    for path, on_a_phone, anywhere_else in (
        ("/en/", 4, 12),
        (f"/en/{section.slug}/s-{section.pk}/", 2, 12),
        (f"/en/{topic.slug}/t-{topic.pk}/", 1, 12),
        (url(article), 6, 6),
    ):
        page, _asked = opened(new_page, path, width)
        page.evaluate(WITHOUT_AUTO)
        page.evaluate(SEE_ALL)
        places = page.evaluate(PLACES)
        assert len(places) == (on_a_phone if width < 640 else anywhere_else)
        # A picture in a line of the list is some pixels wide whatever the screen.
        wrong = [
            (number, shown, said, shape)
            for number, (shown, said, shape) in enumerate(places, 1)
            if not shown * 0.94 <= said <= shown * 1.2 + 20 or abs(shape - 1) > 0.02
        ]
        assert wrong == [], path


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_every_shape_and_size_looks_right(new_page, live_server, sizes, width, language, direction):
    make_language(language, language, direction=direction)
    images = {name: make_image(size=size) for name, size in sizes.items()}
    article = make_live(
        language_id=language,
        lead_image=images["small"],
        body="".join(picture(image) for image in images.values()),
    )
    page, _asked = opened(new_page, url(article), width)
    page.evaluate(SEE_ALL)
    assert page.evaluate("shifted") == 0
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    column = page.locator(".story-body > p").first.bounding_box()["width"]
    lead, *shown = [image.bounding_box() for image in page.locator("main img").all()]
    assert (lead["width"], lead["height"]) == pytest.approx(
        (min(375, column), min(375, column) * 9 / 16), abs=1.5
    )
    expected = {"large": column, "portrait": min(400, column), "panorama": column}
    expected["small"] = min(375, column)
    for (name, (width, height)), box in zip(sizes.items(), shown, strict=True):
        assert box["width"] == pytest.approx(expected[name], abs=1), name
        assert box["height"] == pytest.approx(expected[name] * height / width, abs=1.5), name


def test_the_first_of_a_list_comes_at_once_and_the_others_when_they_are_near(new_page, large):
    for _ in range(20):
        make_live(lead_image=large)
    page, asked = opened(new_page, "/en/", 375)
    assert file(asked[0]) == "16x9-480.avif"
    page.evaluate(SEE_ALL)
    assert sorted({file(address) for address in asked}) == ["16x9-480.avif", "3x2-320.avif"]
    assert len(set(asked)) == len(asked)
    assert page.evaluate("shifted") == 0


def test_in_a_gallery_a_portrait_is_fetched_as_narrow_as_it_is_shown(new_page, large, sizes):
    portrait = make_image(size=sizes["portrait"])
    article = make_live(
        body=f'<section data-gallery="">{picture(portrait)}{picture(large)}</section>'
    )
    page, asked = opened(new_page, url(article), 375, 2)
    page.evaluate(SEE_ALL)
    assert [file(address) for address in asked] == ["full-320.avif", "full-960.avif"]


def test_a_browser_that_knows_only_jpegs_gets_them(new_page, large):
    article = make_live(lead_image=large, body=picture(large))
    page = new_page(viewport={"width": 375, "height": 800})
    page.route(
        url(article),
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=re.sub("<source [^>]*>|<link rel=.preload[^>]*>", "", answer.text()),
        ),
    )
    page.goto(url(article), wait_until="networkidle")
    page.evaluate(SEE_ALL)
    found = page.locator("main img").evaluate_all("(all) => all.map((one) => one.currentSrc)")
    assert [file(address) for address in found] == ["16x9-480.jpg", "full-480.jpg"]
