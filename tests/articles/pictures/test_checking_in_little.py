"""What is refused is refused in two seconds and 150 megabytes; a process of its own measures."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories.hostile import HOSTILE
from tests.factories.hostile.jpegs import plain
from tests.factories.pictures import GOOD

MEGABYTES = 150
# As large as may be, and not to be read smaller: its pixels alone take 200 megabytes.
PANORAMA, PANORAMA_MEGABYTES = (20_000, 2500), 250

pytestmark = pytest.mark.xdist_group("hostile files")


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _kind) in GOOD.items():
        (folder / name).write_bytes(content)
    (folder / "panorama").write_bytes(plain(PANORAMA))
    for name, (make, _code) in HOSTILE.items():
        (folder / name).write_bytes(make())
    measured = Path(__file__).with_name("measured.py")
    found = subprocess.run(
        [sys.executable, measured, folder],
        env=os.environ | {"PYTHONPATH": str(settings.BASE_DIR)},
        capture_output=True,
        check=True,
        timeout=300,
    )
    return json.loads(found.stdout)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused_in_little_time_and_memory(results, name):
    assert results[name]["code"] == HOSTILE[name][1]
    assert results[name]["megabytes"] <= MEGABYTES


@pytest.mark.parametrize("name", GOOD)
def test_what_is_good_can_be_read_to_its_end(results, name):
    assert results[name]["code"] is None


def test_of_the_pixels_there_is_one_copy(results):
    assert results["panorama"]["code"] is None
    assert results["panorama"]["megabytes"] <= PANORAMA_MEGABYTES
