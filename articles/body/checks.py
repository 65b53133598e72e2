"""Mistakes in the grammar's own set-up, found when Django starts."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

import articles.body.blocks  # noqa: F401 - registers the blocks
from articles.body.registry import registered
from articles.body.rendering import template_name


@register
def check_blocks(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """E001: a block without its template. E002: two blocks of one name."""
    errors: list[CheckMessage] = []
    names = [block.name for block in registered()]
    for block in registered():
        try:
            get_template(template_name(block.name))
        except TemplateDoesNotExist:
            errors.append(
                Error(
                    f"The block {block.name!r} has no template.",
                    hint=f"Write templates/{template_name(block.name)}.",
                    obj=block,
                    id="articles.E001",
                )
            )
        if names.count(block.name) > 1:
            errors.append(
                Error(f"Two blocks are named {block.name!r}.", obj=block, id="articles.E002")
            )
    return errors
