"""The form field for a picture's file."""

from django import forms

from articles.pictures.validation import SUFFIXES


class PictureField(forms.FileField):
    """What may come in is for the model's field to say: any name, for it is not what is stored."""

    def __init__(self, **options):
        super().__init__(**options | {"max_length": None})

    def to_python(self, data):
        if why := getattr(data, "why_not_received", None):
            raise forms.ValidationError(why, code="not_received")
        return super().to_python(data)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ",".join(SUFFIXES)}
