"""XML from strangers as a tree: no document type, so no entities; bounded in size and depth."""

from dataclasses import dataclass, field
from xml.parsers import expat

LONGEST = 2 * 1024 * 1024  # characters
DEEPEST, MOST = 40, 50_000  # levels, elements


@dataclass
class Element:
    """`name` and the names of `attributes` are "namespace local", or "local" without one."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""  # of its own, and only where it has no children


class _Refused(Exception):
    pass


class _Builder:
    def __init__(self):
        self.root, self.open, self.words, self.count = None, [], [], 0

    def start(self, name, attributes):
        self.count += 1
        if self.count > MOST or len(self.open) >= DEEPEST:
            raise _Refused
        element = Element(name, attributes)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        self.words.clear()

    def end(self, _name):
        element = self.open.pop()
        if not element.children:
            element.text = "".join(self.words)
        self.words.clear()

    def refuse(self, *_declaration):
        raise _Refused


def parsed(document: str) -> Element | None:
    """The root of `document`; None where it is broken or larger than any that is honest."""
    if len(document) > LONGEST:
        return None
    builder = _Builder()
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.words.append
    parser.StartDoctypeDeclHandler = builder.refuse
    try:
        parser.Parse(document.encode("utf-8", "replace"), True)
    except _Refused:
        return None
    except expat.ExpatError:
        # What programs leave behind the end does no harm.
        return builder.root if builder.root and not builder.open else None
    return builder.root
