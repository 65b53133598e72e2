"""The form field for a picture's file."""

from django import forms

from articles.validators import PICTURE_SUFFIXES, validate_picture


class PictureField(forms.ImageField):
    """Says what is wrong in our words: Django's own check knows formats that we do not take."""

    default_validators = [validate_picture]

    def to_python(self, data):
        return forms.FileField.to_python(self, data)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"accept": ",".join(PICTURE_SUFFIXES)}
