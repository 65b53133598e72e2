from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Picture

from articles.actions import images
from articles.models import Image

from .articles import AT


def picture_file(name="harbour.png", *, size=(8, 6), colour="navy", kind="PNG", **how):
    """A file of a few pixels, as somebody uploads it."""
    data = BytesIO()
    Picture.new("RGB", size, colour).save(data, kind, **how)
    return ContentFile(data.getvalue(), name=name)


def make_image(*, alt="A harbour", credit="A. Name/AP", size=(8, 6), by=None, at=AT, **fields):
    """A picture in the library, with all its renditions."""
    image = Image(file=picture_file(size=size), alt=alt, credit=credit, **fields)
    return images.add(image, by=by, at=at)
