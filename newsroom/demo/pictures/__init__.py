"""The demo newsroom's pictures, drawn by code: nothing to download, nothing to license.

`PICTURES` has each picture's words and how to draw it; `draw(key)` gives the same pixels each time.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from . import aerial, books, charts, city, coast, interior, land, people, sky


@dataclass(frozen=True)
class Picture:
    draw: Callable[[], Image.Image]
    alt: str
    caption: str
    credit: str


def draw(key: str) -> Image.Image:
    """The picture of that key, in RGB; KeyError if there is none."""
    return PICTURES[key].draw()


def _by(name: str) -> str:
    return f"Marhaven Courier/{name}"


PICTURES = {
    "harbour-dusk": Picture(
        coast.harbour_dusk,
        "Gantry cranes and a loaded container ship at a quay, reflected in still water at dusk",
        "The northern basin of Marhaven port, which handles a third of the country's imports.",
        _by("Ivo Sandmar"),
    ),
    "wind-farm": Picture(
        coast.wind_farm,
        "Rows of white wind turbines stand in a dark sea under a broken morning sky",
        "Turbines of the Skerry Bank wind farm, 31 kilometres off the Talmoran coast.",
        _by("Lene Orrick"),
    ),
    "fishing-dawn": Picture(
        coast.fishing_dawn,
        "A small trawler with lit windows on a calm, misty sea at sunrise, three more behind it",
        "Boats of the inshore fleet leave before sunrise to be back for the morning auction.",
        _by("Ivo Sandmar"),
    ),
    "skyline-night": Picture(
        city.skyline_night,
        "Blocks of flats with scattered lit windows along a river under a full moon",
        "Riverside, the part of Aldera where rents rose fastest before the cap.",
        _by("Lene Orrick"),
    ),
    "parliament": Picture(
        city.parliament,
        "A parliament building with eight columns, lit from within in the blue of the evening",
        "The House of Deputies in Aldera sat late into the evening.",
        _by("Ivo Sandmar"),
    ),
    "tram-rain": Picture(
        city.tram_rain,
        "A red tram with bright headlights comes down a wet street between lit houses at night",
        "A line 4 tram on Harbour Street in Marhaven.",
        _by("Lene Orrick"),
    ),
    "viaduct": Picture(
        land.viaduct,
        "A red train crosses a long stone viaduct above pine woods, mountains in the haze behind",
        "The Vardal viaduct: eleven arches, built in four summers.",
        _by("Ivo Sandmar"),
    ),
    "vineyard": Picture(
        land.vineyard,
        "Rows of vines run towards a white farmhouse with cypresses among pale hills",
        "Vines above Lower Vardal, where growers plant 200 metres higher than their parents did.",
        _by("Lene Orrick"),
    ),
    "solar-field": Picture(
        land.solar_field,
        "Solar panels cover a desert plain to the horizon below a low white sun",
        "The first stage of the Bir Nasim solar field in Tamrat.",
        _by("Nour Hadrami"),
    ),
    "delta": Picture(
        aerial.delta,
        "A river seen from high above splits again and again on its way to the sea",
        "The Oruna delta. Four of its eleven main channels have silted up within 40 years.",
        _by("Nour Hadrami"),
    ),
    "storm": Picture(
        aerial.storm,
        "A spiral of white cloud with a dark eye turns over the sea near a brown coast",
        "Storm Ragna over the Amber Sea, drawn after weather service data.",
        _by("Nour Hadrami"),
    ),
    "pitch": Picture(
        aerial.pitch,
        "Footballers in red and blue seen from above, their long shadows across a striped pitch",
        "Delta United attack from midfield in the evening sun.",
        _by("Lene Orrick"),
    ),
    "container-ship": Picture(
        aerial.container_ship,
        "A container ship seen from above leaves a white wake across a green sea",
        "The Kestrel Line's largest ships now cross the Amber Sea at 15 knots instead of 19.",
        _by("Ivo Sandmar"),
    ),
    "observatory": Picture(
        sky.observatory,
        "The stars draw circles above an observatory dome whose shutter is open",
        "The dome on Mount Ishal. The summit has about 270 clear nights a year.",
        _by("Nour Hadrami"),
    ),
    "marsh": Picture(
        sky.marsh,
        "A white stork wades through still water at sunrise, reeds and two more storks behind it",
        "Storks on the salt marshes of the western delta.",
        _by("Lene Orrick"),
    ),
    "concert-hall": Picture(
        interior.concert_hall,
        "An orchestra plays below a tall organ in a warmly lit hall with curved balconies",
        "The Kornhall in Marhaven on its first night with an audience in six years.",
        _by("Ivo Sandmar"),
    ),
    "library": Picture(
        books.library,
        "Readers sit at lamps between two walls of books that rise to a vaulted ceiling",
        "The long room of the Aldera City Library shortly before midnight.",
        _by("Nour Hadrami"),
    ),
    "press": Picture(
        books.press,
        "A band of printed paper winds around the steel rollers of a printing press",
        "Ostgate's web press was built in 1961 and has been repaired ever since.",
        _by("Lene Orrick"),
    ),
    "polling": Picture(
        interior.polling,
        "Three voters stand at booths below tall windows, a ballot box in front",
        "Booths set up for a trial run in a school hall in Aldera.",
        _by("Ivo Sandmar"),
    ),
    "rates-chart": Picture(
        charts.rates_chart,
        "A chart: inflation rises above five per cent and falls to about two, "
        "the policy rate climbs in steps and then stays level",
        "Inflation (orange, with the bank's forecast) and the policy rate (white), per cent.",
        _by("Data desk"),
    ),
    "basin-map": Picture(
        charts.basin_map,
        "A map of the Oruna from the mountains of Ossara through Talmora to the Amber Sea",
        "The Oruna basin. The river rises in Ossara and reaches the sea at Marhaven.",
        _by("Data desk"),
    ),
    "ice-core": Picture(
        charts.ice_core,
        "A backlit ice core with pale and dark yearly layers above a measuring rule",
        "Section 14 of the Korren core. The two marks show layers of volcanic ash.",
        _by("Nour Hadrami"),
    ),
    "mara-halden": Picture(
        people.mara,
        "Mara Halden, a woman with short dark hair in a green jacket",
        "Mara Halden, political editor of the Courier.",
        _by("Lene Orrick"),
    ),
    "ilias-torvane": Picture(
        people.ilias,
        "Ilias Torvane, a man with short grey hair and a beard in a dark blue jacket",
        "Ilias Torvane, the Courier's correspondent in the Oruna basin.",
        _by("Lene Orrick"),
    ),
}
