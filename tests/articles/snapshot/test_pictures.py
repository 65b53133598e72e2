"""A picture as readers and machines get it."""

import pytest

from articles.enums import DigitalSourceType
from articles.models import Image
from articles.snapshot.pictures import for_machines, for_sharing, image_data
from tests.factories import AT, make_image

pytestmark = pytest.mark.django_db


def test_it_speaks_the_language_of_the_text():
    image = make_image(alt="A quay", alts={"de": "Ein Kai"}, caption="Dusk", credit="A. Name/AP")
    shown = image_data(image, "de")
    assert (shown.alt, shown.caption, shown.credit) == ("Ein Kai", "Dusk", "A. Name/AP")
    assert shown.full.src == f"/media/pictures/{image.rendition_key}/full-8.jpg"


def test_without_files_there_is_nothing_to_show():
    assert image_data(Image(alt="A quay"), "en") is None


@pytest.mark.parametrize(
    ("kind", "told"),
    [(kind, "lgorithmicMedia" in kind and "rained" in kind) for kind in DigitalSourceType.values]
    + [("", False)],
)
def test_what_generative_ai_made_is_told(kind, told):
    assert image_data(make_image(digital_source_type=kind), "en").is_generated is told


def test_machines_are_told_what_is_known():
    image = make_image(
        alt="A quay",
        caption="Dusk",
        credit="A. Name/AP",
        creator="A. Name",
        copyright_notice="© AP",
        license_url="https://ap.example/terms",
        acquire_license_page="https://ap.example/buy",
        digital_source_type="digitalCapture",
        usable_until=AT,
        size=(2400, 1600),
    )
    told = for_machines(image, image_data(image, "en"))
    folder, files = f"/media/pictures/{image.rendition_key}", told.pop("files")
    assert told == {
        "alt": "A quay",
        "caption": "Dusk",
        "credit": "A. Name/AP",
        "creator": "A. Name",
        "copyright_notice": "© AP",
        "license_url": "https://ap.example/terms",
        "acquire_license_page": "https://ap.example/buy",
        "digital_source_type": "digitalCapture",
        "is_generated": False,
        "rights": {"until": AT.isoformat()},
    }
    assert files == {
        "full": {"src": f"{folder}/full-1920.jpg", "width": 1920, "height": 1280},
        "16x9": {"src": f"{folder}/16x9-1920.jpg", "width": 1920, "height": 1080},
        "3x2": {"src": f"{folder}/3x2-1920.jpg", "width": 1920, "height": 1280},
        "4x3": {"src": f"{folder}/4x3-1200.jpg", "width": 1200, "height": 900},
        "1x1": {"src": f"{folder}/1x1-1200.jpg", "width": 1200, "height": 1200},
        "social": {"src": f"{folder}/social-1200.jpg", "width": 1200, "height": 630},
    }
    assert for_sharing(told | {"files": files}) == files["social"] | {"alt": "A quay"}


def test_without_a_lead_nothing_is_shared():
    assert for_sharing(None) is None
