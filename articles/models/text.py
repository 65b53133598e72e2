"""Fields for words. They hold clean text whoever saves it: forms, importers, a shell.

For the database they are Django's own, and migrations call them so.
"""

from django.db import models

from articles import chars


class CleanText:
    """Cleans before it checks, so that text which nobody can see counts as none."""

    django_name = ""

    def tidy(self, text):
        raise NotImplementedError

    def to_python(self, value):
        value = super().to_python(value)
        return self.tidy(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.tidy(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_internal_type(self):
        return self.django_name

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.django_name}", args, kwargs


class LineField(CleanText, models.CharField):
    """One line."""

    django_name = "CharField"

    def tidy(self, text):
        return chars.line(text)


class NameField(LineField):
    """One line without what nobody sees: names that look alike are alike."""

    def tidy(self, text):
        return chars.name(text)


class ParagraphsField(CleanText, models.TextField):
    django_name = "TextField"

    def tidy(self, text):
        return chars.paragraphs(text)
