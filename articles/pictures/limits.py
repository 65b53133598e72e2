"""What the newsroom takes of a picture. More is refused before anything is unpacked."""

BYTES = 30 * 1024 * 1024
PIXELS = 52_000_000  # what cameras call 50 megapixels is up to 8256 × 6192
SIDE = 20_000  # pixels
# Their decoders unpack the whole several times over: WebP takes 16 bytes for each pixel, AVIF 9
# and more. A JPEG, which can be read smaller than it is, takes 4.
PIXELS_UNPACKED_WHOLE = 27_000_000

# A cut-off WebP is known to be one when most of it is unpacked: so many bytes for each pixel, and
# for each byte of the file.
WEBP_BYTES_A_PIXEL = {b"VP8 ": 4, b"VP8L": 8, b"ALPH": 1}
WEBP_BYTES_A_BYTE = 2
WEBP_MEMORY = 140_000_000

# Parts that make work, and that no camera or program writes in such numbers.
JPEG_SCANS = 64  # programs write about ten; each takes time for the whole picture
JPEG_SEGMENTS = 5_000
JPEG_TABLES = 2_000
PNG_CHUNKS = 20_000
GIF_BLOCKS = 500_000
WEBP_CHUNKS = 1_000
AVIF_BOXES = 5_000
AVIF_ITEMS = 1_000
AV1_UNITS = 200  # in each item
AVIF_PIECES = 10_000  # of items, and what is said of them

# Bytes that compressed words and colour profiles of a PNG may unpack to: each, and all together.
PNG_TEXT = 1024 * 1024  # as much as Pillow takes
PNG_TEXTS = 16 * 1024 * 1024

NAME = 255  # characters
