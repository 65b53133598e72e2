"""Digits of a language in what the software writes, and in nothing else."""

import re

import pytest

from articles import addresses
from articles.models import Language
from feedback import csrf
from tests.factories import make_image, make_language, make_live

pytestmark = pytest.mark.django_db
ASCII_DIGIT = re.compile("[0-9]")


@pytest.fixture
def arabic():
    language = make_language("ar", "العربية", direction="rtl")
    Language.objects.filter(pk="ar").update(numerals="arab")
    return language


def read(client, article):
    path = addresses.address("a", article.language_id, article.slug, article.pk)
    return client.get(path).content.decode()


def test_dates_and_reading_time_have_them(client, arabic):
    story = make_live(language_id="ar", body="<p>" + "كلمة " * 1200 + "</p>")
    page = read(client, story)
    dates = re.search('<ul class="dates".*?</ul>', page, re.DOTALL)[0]
    words = re.sub("<.*?>", "", dates)
    assert "١ مايو ٢٠٢٤ · ١٢:٠٠ UTC" in words
    assert "٥ دقائق للقراءة" in words
    assert not ASCII_DIGIT.search(words)
    assert 'datetime="2024-05-01T12:00:00+00:00"' in dates


def test_so_has_the_card(client, arabic):
    make_live(language_id="ar")
    assert ">١ مايو ٢٠٢٤</time>" in client.get("/ar/").content.decode()


def test_so_have_the_pictures_of_a_gallery(client, arabic):
    images = [make_image(alt=f"Picture {number}") for number in range(2)]
    figures = "".join(f'<figure data-image="{image.pk}"></figure>' for image in images)
    story = make_live(language_id="ar", body=f'<section data-gallery="">{figures}</section>')
    assert "الصورة ٢ من ٢" in read(client, story)


def test_what_somebody_wrote_stays_as_it_is(client, arabic):
    story = make_live(
        language_id="ar", slug="2024", headline="COP29 ends", body="<p>It cost 300 euros.</p>"
    )
    page = read(client, story)
    assert "<h1>COP29 ends</h1>" in page
    assert "It cost 300 euros." in page


def test_other_languages_keep_theirs(client, arabic):
    make_live(language_id="ar")
    page = read(client, make_live())
    assert "May 1, 2024 · 12:00 UTC" in page
    assert "data-numerals" not in page


def test_style_sheets_are_told_for_the_numbers_of_lists(client, arabic):
    story = make_live(language_id="ar", body="<ol><li>x</li></ol>")
    assert '<html lang="ar" dir="rtl" data-numerals="arab">' in read(client, story)


def test_problems_of_a_form_have_them(client, arabic):
    sent = {csrf.FIELD: csrf.make_token("submission"), "lang": "ar", "kind": "idea"}
    page = client.post("/feedback/", sent | {"message": "x" * 5001}).content.decode()
    assert page.count("عدد أحرف رسالتك ٥٠٠١. لا يمكننا قبول أكثر من ٥٠٠٠.") == 2
    assert 'id="feedback-message_error"' in page
