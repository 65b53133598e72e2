from articles.actions import autosave

from .times import AT


def make_autosave(article, *, by, key="form", **data):
    """What ``by`` typed and did not save: texts by field. Without an article, into a new one."""
    version = article.version_number if article else 0
    return autosave.keep(article, by=by, at=AT, key=key, base_version=version, data=data)
