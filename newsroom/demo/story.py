"""One story of the demo: a wire text with a few header lines that only the demo knows."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

STORIES = Path(__file__).parent / "stories"
OWN = {"age", "key", "translation of", "lead picture", "stage", "publish at", "reason"}
UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True)
class Story:
    """``text`` is what the importer reads; the rest is for the demo alone."""

    key: str
    age: timedelta
    stage: str
    translation_of: str
    lead_picture: str
    publish_in: timedelta | None
    reason: str
    text: str

    @property
    def pictures(self) -> set[str]:
        """Keys of all pictures that the story shows."""
        return set(re.findall(r"^\[picture: ([\w-]+)\]", self.text, re.M)) | (
            {self.lead_picture} if self.lead_picture else set()
        )


def read_stories() -> list[Story]:
    """All stories, originals before translations, oldest first."""
    stories = [read_story(path) for path in sorted(STORIES.glob("*.txt"))]
    return sorted(stories, key=lambda story: (bool(story.translation_of), -story.age))


def read_story(path: Path) -> Story:
    head, _blank, rest = path.read_text(encoding="utf-8").partition("\n\n")
    own, headers = {}, []
    for line in head.splitlines():
        name, _colon, value = line.partition(":")
        if name.lower() in OWN:
            own[name.lower()] = value.strip()
        else:
            headers.append(line)
    return Story(
        key=own["key"],
        age=span(own["age"]) if "age" in own else timedelta(0),
        stage=own.get("stage", "live"),
        translation_of=own.get("translation of", ""),
        lead_picture=own.get("lead picture", ""),
        publish_in=span(own["publish at"]) if "publish at" in own else None,
        reason=own.get("reason", ""),
        text="\n".join([*headers, "", rest]),
    )


def span(text: str) -> timedelta:
    """``25m``, ``3h``, ``2d``, ``6w`` as a length of time; a leading plus says nothing more."""
    found = re.fullmatch(r"\+?(\d+)([mhdw])", text)
    if not found:
        raise ValueError(f"not a length of time: {text!r}")
    return timedelta(**{UNITS[found[2]]: int(found[1])})
