"""The model field for a body."""

from typing import Any

from django.db import models

from articles.body.document import canonical


class BodyField(models.TextField):
    """Stores canonical HTML whoever saves it: forms, importers, a shell. `update()` goes round it,
    which is why nothing stored is ever copied to a page."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        html = canonical(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, html)
        return html
