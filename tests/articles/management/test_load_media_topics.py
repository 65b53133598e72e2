import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.models import Topic

SAMPLE = Path(__file__).parents[1] / "exchange/media_topics.json"
OFFICIAL = Path(settings.BASE_DIR).parent / "shared/data/vocab/iptc-mediatopics.json"
pytestmark = pytest.mark.django_db


def run(path, **options):
    out, err = io.StringIO(), io.StringIO()
    call_command("load_media_topics", str(path), stdout=out, stderr=err, **options)
    return out.getvalue().splitlines(), err.getvalue().splitlines()


def test_it_says_what_it_did():
    read = [f"{SAMPLE}: 3 media topics read"]
    assert run(SAMPLE) == (["3 new, 0 changed, 0 as they were; 1 of them retired."], read)
    assert run(SAMPLE) == (["0 new, 0 changed, 3 as they were; 1 of them retired."], read)
    assert Topic.objects.count() == 3


def test_a_dry_run_says_it_and_writes_nothing():
    out, _err = run(SAMPLE, dry_run=True)
    assert out == [
        "Dry run, nothing was written. 3 new, 0 changed, 0 as they were; 1 of them retired."
    ]
    assert not Topic.objects.exists()


def test_a_file_that_is_none_is_refused_whole(tmp_path):
    path = tmp_path / "broken.json"
    path.write_text(SAMPLE.read_text(encoding="utf-8").replace('"qcode": "medtop:20000064",', ""))
    with pytest.raises(CommandError) as raised:
        run(path)
    assert str(raised.value) == (
        f"Nothing was loaded. {path}: entry 3 (http://cv.iptc.org/newscodes/mediatopic/20000064) "
        "has no code such as “medtop:11000000”"
    )
    assert not Topic.objects.exists()


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the IPTC Media Topics file is not here")
def test_the_official_file():
    assert run(OFFICIAL)[0] == ["1,286 new, 0 changed, 0 as they were; 153 of them retired."]
    assert run(OFFICIAL)[0] == ["0 new, 0 changed, 1,286 as they were; 153 of them retired."]
    assert Topic.objects.filter(parent=None).count() == 17
    war = Topic.objects.get(qcode="medtop:20000064")
    assert (war.slug, war.name, war.parent.qcode) == (
        "war-crime-action",
        "war crime action",
        "medtop:20000062",
    )
    assert war.names["de"] == "Kriegsverbrechen"
    assert sorted(war.names) == ["ar", "da", "de", "es", "fr", "pt-br", "pt-pt", "sv", "zh-hans"]
    assert war.descriptions["sv"].startswith("Svåra överträdelser")
