"""XMP: every field, in every way in which programs write it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.pictures.metadata import Metadata, xmp
from tests.factories.picture_metadata import element, packet

AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
EVERYTHING = "".join(
    (
        element("dc:description", "Der Hafen – 東京", of="Alt", language="x-default"),
        element("photoshop:Headline", "Hafen"),
        element("Iptc4xmpCore:AltTextAccessibility", "Kräne", of="Alt", language="x-default"),
        element("photoshop:Credit", "Ana Nović/AP"),
        element("dc:creator", "Ana Nović", "سارة علي", of="Seq"),
        element("photoshop:Source", "AP"),
        element("dc:rights", "© 2024 AP & others", of="Alt", language="x-default"),
        element("xmpRights:UsageTerms", "No sale", of="Alt", language="x-default"),
        element("dc:subject", "harbour", "cranes", of="Bag"),
        element("photoshop:DateCreated", "2024-05-01T18:30:00+02:00"),
        element("photoshop:Instructions", "Mandatory credit"),
        element("Iptc4xmpExt:DigitalSourceType", AI),
        element("xmpRights:WebStatement", "https://ap.example/terms"),
        '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">'
        "<plus:LicensorName>AP</plus:LicensorName>"
        "<plus:LicensorURL>https://ap.example/buy?a=1&amp;b=2</plus:LicensorURL>"
        "</rdf:li></rdf:Seq></plus:Licensor>",
    )
)
ALL = Metadata(
    caption="Der Hafen – 東京",
    headline="Hafen",
    alt="Kräne",
    credit="Ana Nović/AP",
    creator="Ana Nović, سارة علي",
    source="AP",
    copyright_notice="© 2024 AP & others",
    usage_terms="No sale",
    keywords=("harbour", "cranes"),
    created_at=datetime(2024, 5, 1, 18, 30, tzinfo=timezone(timedelta(hours=2))),
    instructions="Mandatory credit",
    digital_source_type=AI,
    license_url="https://ap.example/terms",
    acquire_license_page="https://ap.example/buy?a=1&b=2",
)


@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"),
        *("utf-32", "utf-32-le", "utf-32-be"),
    ],
)
def test_every_field(encoding):
    assert xmp.read(packet(EVERYTHING).decode().encode(encoding)) == ALL


def test_simple_values_may_be_attributes():
    attributes = (
        'photoshop:Credit="AP &amp; Co" photoshop:Source="AP" photoshop:Headline="Harbour" '
        'photoshop:Instructions="None" photoshop:DateCreated="2024-05-01T10:00Z" '
        f'Iptc4xmpExt:DigitalSourceType="{AI}" xmpRights:WebStatement="https://ap.example/"'
    )
    assert xmp.read(packet(attributes=attributes)) == Metadata(
        credit="AP & Co",
        source="AP",
        headline="Harbour",
        instructions="None",
        created_at=datetime(2024, 5, 1, 10, tzinfo=UTC),
        digital_source_type=AI,
        license_url="https://ap.example/",
    )


@pytest.mark.parametrize(
    "elements",
    [
        f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{AI}"/>',
        '<Iptc4xmpExt:DigitalSourceType rdf:parseType="Resource">'
        f"<rdf:value>{AI}</rdf:value></Iptc4xmpExt:DigitalSourceType>",
        "<Iptc4xmpExt:DigitalSourceType><rdf:Description>"
        f"<rdf:value>{AI}</rdf:value></rdf:Description></Iptc4xmpExt:DigitalSourceType>",
        f'<Iptc4xmpExt:DigitalSourceType><rdf:Description rdf:value="{AI}"/>'
        "</Iptc4xmpExt:DigitalSourceType>",
        element("Iptc4xmpExt:DigitalSourceType", AI, of="Bag"),
    ],
)
def test_forms_of_one_value(elements):
    assert xmp.read(packet(elements)) == Metadata(digital_source_type=AI)


@pytest.mark.parametrize(
    "licensor",
    [
        '<rdf:Seq><rdf:li plus:LicensorURL="https://ap.example/"/></rdf:Seq>',
        '<rdf:Bag><rdf:li/><rdf:li><rdf:Description plus:LicensorURL="https://ap.example/"/>'
        "</rdf:li></rdf:Bag>",
        "<rdf:Seq><rdf:li><rdf:Description><plus:LicensorURL>https://ap.example/"
        "</plus:LicensorURL></rdf:Description></rdf:li></rdf:Seq>",
    ],
)
def test_forms_of_a_licensor(licensor):
    read = xmp.read(packet(f"<plus:Licensor>{licensor}</plus:Licensor>"))
    assert read == Metadata(acquire_license_page="https://ap.example/")


def test_of_languages_the_default_one_comes_first_and_else_the_first():
    german = '<rdf:li xml:lang="de">Hafen</rdf:li>'
    default = '<rdf:li xml:lang="x-default">Harbour</rdf:li>'
    french = '<rdf:li xml:lang="fr">Port</rdf:li>'
    caption = "<dc:description><rdf:Alt>%s</rdf:Alt></dc:description>"
    assert xmp.read(packet(caption % (german + default))).caption == "Harbour"
    assert xmp.read(packet(caption % (german + french))).caption == "Hafen"


def test_a_title_stands_in_for_a_headline_and_a_creation_is_no_taking():
    elements = element("dc:title", "Harbour", of="Alt") + element("xmp:CreateDate", "2024-05-01")
    assert xmp.read(packet(elements)) == Metadata(
        headline="Harbour", digitised_at=datetime(2024, 5, 1, tzinfo=UTC)
    )


def test_what_a_picture_was_made_from_is_not_the_picture():
    inner = (
        "<xmpMM:Ingredients><rdf:Bag><rdf:li><rdf:Description photoshop:Credit='Somebody else'>"
        f"{element('dc:rights', 'Theirs', of='Alt')}</rdf:Description></rdf:li></rdf:Bag>"
        "</xmpMM:Ingredients>"
    )
    assert xmp.read(packet(inner)) == Metadata()
    assert xmp.read(packet(inner + element("photoshop:Credit", "AP"))) == Metadata(credit="AP")


def test_several_descriptions_are_one():
    two = packet(
        element("photoshop:Credit", "AP")
        + "</rdf:Description><rdf:Description>"
        + element("photoshop:Source", "Agency")
    )
    assert xmp.read(two) == Metadata(credit="AP", source="Agency")


def test_rdf_needs_no_wrapper_and_names_no_customary_prefixes():
    bare = (
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<r:Description xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:Credit="AP"/></r:RDF>'
    )
    assert xmp.read(bare.encode()) == Metadata(credit="AP")
    assert xmp.read(bare.replace("photoshop", "elsewhere").encode()) == Metadata()


def test_control_characters_and_old_encodings_do_not_break_a_packet():
    raw = packet(element("photoshop:Credit", "M~ller/AP\x0b")).replace(b"~", b"\xfc")
    assert xmp.read(raw + b"\0" * 20) == Metadata(credit="Müller/AP")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0" * 100,
        packet(EVERYTHING)[:600],
        packet(EVERYTHING).replace(b"<x:xmpmeta", b"<!DOCTYPE x><x:xmpmeta"),
        packet(element("photoshop:Credit", "x" * 20_000_000)),
    ],
    ids=["empty", "zeros", "cut off", "document type", "20 MB"],
)
def test_what_is_broken_or_hostile_is_nothing(raw):
    assert xmp.read(raw) == Metadata()


@given(st.data())
def test_no_damage_raises(data):
    raw = bytearray(packet(EVERYTHING))
    for _count in range(data.draw(st.integers(1, 5))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(xmp.read(bytes(raw)), Metadata)


@given(st.binary())
def test_nothing_raises(raw):
    assert xmp.read(raw) == Metadata()
