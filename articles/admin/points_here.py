"""The box that says which articles point at this one."""

from django.urls import reverse

from articles.queries import links

from . import marks

SHOWN = 8


def panel(request, article, at):
    """One query, kept for who asks again; no box for an article that nothing points at."""
    rows = rows_for(request, article, at)
    if not rows:
        return None
    shown = [
        {
            "article": row,
            "url": reverse("admin:articles_article_change", args=[row.pk]),
            "pill": marks.live_pill(row, at) if row.live_from else marks.stage_pill(row),
            "only_live": row.in_live and not row.in_text,
            "only_text": row.in_text and not row.in_live and row.live_from is not None,
        }
        for row in rows
    ]
    total, live = rows[0].total, rows[0].total_live
    return {"rows": shown, "total": total, "live": live, "more": total - len(rows)}


def rows_for(request, article, at):
    """The first rows of ``links.pointing_at``, asked for once a request."""
    if "pointing_at" not in request.__dict__:
        rows = links.pointing_at(article, user=request.user, at=at).defer("body")
        request.pointing_at = list(rows.select_related("language")[:SHOWN])
    return request.pointing_at
