import pytest

from articles.exchange.importer import Status
from articles.exchange.report import Report, describe
from articles.exchange.text import parse_text
from articles.models import Contributor
from tests.factories import make_article, make_contributor

pytestmark = pytest.mark.django_db


def test_summary_leaves_out_what_did_not_happen():
    report = Report(4)
    assert report.summary() == "No texts."
    report.statuses[Status.CREATED] += 1200
    report.statuses[Status.LEFT_ALONE] += 1
    report.failed += 1
    assert report.summary() == "1,200 created, 1 left alone, 1 failed."


def test_summary_counts_what_is_new():
    make_contributor(initials="tj", is_complete=False)
    make_article(body='<aside data-wanted="One"></aside>')
    report = Report(1)
    report.statuses[Status.CREATED] += 1
    make_contributor(initials="aw", is_complete=False)
    make_article(body='<aside data-wanted="Two"></aside><aside data-wanted="Three"></aside>')
    assert report.summary() == (
        "1 created. 1 person to be completed. 2 read-mores to articles not here yet."
    )
    Contributor.objects.filter(initials="tj").update(is_complete=True)
    assert "person" not in report.summary()


def test_steps():
    report = Report(50)
    steps = []
    for done in range(1, 51):
        report.failed = done
        if report.is_a_step():
            steps.append(done)
    assert steps == [5, 10, 15, 20, 25, 30, 35, 40, 45]
    assert report.progress().startswith("50 of 50 texts (")


def test_describe():
    wire = parse_text("A teaser.\nOne.\nSubhead\nTwo.\nA: one.\nB: two.\ntj/ng (AP)")
    assert describe(wire) == (
        "teaser, 2 × paragraph, 1 × subhead, 1 × key points; signed tj/ng (AP)"
    )
    assert describe(parse_text("")) == ""
