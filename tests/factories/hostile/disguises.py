"""What is no picture of ours, whatever it is called."""

from tests.factories.pictures import drawn

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
HOSTILE = {
    "svg": (lambda: SVG, "foreign"),
    "svg, with a prologue": (lambda: b'\n <?xml version="1.0"?>\n<!-- x -->' + SVG, "foreign"),
    "svg, with a byte order mark": (lambda: b"\xef\xbb\xbf" + SVG, "foreign"),
    "svg, two bytes a character": (lambda: SVG.decode().encode("utf-16-be"), "foreign"),
    "html": (lambda: HTML, "foreign"),
    "script": (lambda: b"alert(1)", "not_a_picture"),
    "pdf": (lambda: b"%PDF-1.7\n", "foreign"),
    "zip": (lambda: b"PK\x03\x04" + bytes(99), "foreign"),
    "bmp": (lambda: drawn("BMP"), "foreign"),
    "tiff": (lambda: drawn("TIFF"), "foreign"),
    "photoshop": (lambda: b"8BPS\0\1", "foreign"),
    "heic": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "foreign"),
    "video": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "foreign"),
    "icon": (lambda: drawn("ICO"), "not_a_picture"),
    "program": (lambda: b"MZ" + bytes(99), "not_a_picture"),
    "zeros": (lambda: bytes(1000), "not_a_picture"),
    "one byte": (lambda: b"\xff", "not_a_picture"),
    "nothing": (lambda: b"", "empty"),
    "31 MB": (lambda: drawn("JPEG") + bytes(31 * 1024 * 1024), "too_large"),
}
