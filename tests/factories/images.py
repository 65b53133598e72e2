from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Picture

from articles.models import Image


def make_image(*, alt="A harbour", caption="", credit="", size=(8, 6), **fields):
    """A real PNG of a few pixels."""
    data = BytesIO()
    Picture.new("RGB", size, "navy").save(data, "PNG")
    file = ContentFile(data.getvalue(), name="harbour.png")
    return Image.objects.create(file=file, alt=alt, caption=caption, credit=credit, **fields)
