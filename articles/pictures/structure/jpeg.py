"""JPEG: segments, and scans of entropy-coded data, to the end of the image (ITU-T T.81, annex B).

What follows is left alone: phones append second pictures and videos. All that libjpeg stops at is
looked for here, because it stops late: a later scan is read when the memory for all is in use.
"""

import re

from .. import limits
from ..refusal import NotAPicture
from .found import Checked, Reader, check_size
from .jpeg_scans import Frame, Scan, Tables

# A marker; neither a stuffed byte nor a restart, which stand in the midst of the data.
_MARKER = re.compile(rb"\xff([^\x00\x01\xd0-\xd7\xff])")
_SOI, _EOI, _SOS, _DQT, _DHT, _DRI, _DNL, _COM = 0xD8, 0xD9, 0xDA, 0xDB, 0xC4, 0xDD, 0xDC, 0xFE
_APP = range(0xE0, 0xF0)
_FRAMES = {0xC0: False, 0xC1: False, 0xC2: True}  # whether progressive
# Lossless, hierarchical or arithmetically coded.
_UNUSUAL = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF}
_SKIPPED = {_DNL, _COM, *_APP}


def is_one(data: bytes) -> bool:
    return data.startswith(b"\xff\xd8\xff")


def read(data: bytes) -> Checked:
    walk = _Walk(data)
    while walk.segment():
        pass
    return walk.found()


class _Walk:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 2
        self.tables = Tables()
        self.frame: Frame | None = None
        self.segments = self.scans = 0

    def segment(self) -> bool:
        """Read one; whether there must be another."""
        found = _MARKER.search(self.data, self.at)
        if found is None:
            raise NotAPicture("cut_off")
        marker, self.at = found[1][0], found.end()
        if marker == _EOI:
            return False
        self.segments += 1
        if self.segments > limits.JPEG_SEGMENTS:
            raise NotAPicture("too_many_parts")
        if marker in _UNUSUAL:
            raise NotAPicture("unusual")
        self._look_at(marker, self._body())
        return True

    def _body(self) -> Reader:
        outer = Reader(self.data, self.at)
        length = outer.number(2)
        if length < 2:
            raise NotAPicture("damaged")
        start = outer.skip(length - 2)
        self.at = outer.at
        return Reader(self.data, start, outer.at)

    def _look_at(self, marker: int, body: Reader) -> None:
        if marker in _FRAMES:
            if self.frame is not None:
                raise NotAPicture("damaged")
            self.frame = Frame.read(body, is_progressive=_FRAMES[marker])
            check_size(self.frame.width, self.frame.height)
        elif marker == _DHT:
            self.tables.read_huffman(body)
        elif marker == _DQT:
            self.tables.read_quantisation(body)
        elif marker == _SOS:
            self._scan(body)
        elif marker == _DRI:
            if body.left != 2:
                raise NotAPicture("damaged")
        elif marker not in _SKIPPED:
            raise NotAPicture("damaged")

    def _scan(self, body: Reader) -> None:
        self.scans += 1
        if self.scans > limits.JPEG_SCANS:
            raise NotAPicture("too_many_parts")
        if self.frame is None:
            raise NotAPicture("damaged")
        scan = Scan.read(body, self.frame, self.tables)
        end = _MARKER.search(self.data, self.at)
        if end is None:
            raise NotAPicture("cut_off")
        if end.start() - self.at < scan.least_bytes():
            raise NotAPicture("damaged")

    def found(self) -> Checked:
        if self.frame is None or not self.frame.is_covered():
            raise NotAPicture("damaged")
        return Checked("JPEG", self.frame.width, self.frame.height)
