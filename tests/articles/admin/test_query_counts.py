"""No page of the desk asks more of the database the more rows it shows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import actions
from articles.actions import notes, presence, preview_links
from articles.models import Contributor, Section, Topic
from tests.factories import (
    approve,
    make_agency,
    make_article,
    make_contributor,
    make_image,
    make_live,
    make_scheduled,
    make_section,
    make_tag,
    make_topic,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db
ROLES = ["Reporter", "Publisher"]
LISTS = [
    *("", "?by=day", "?by=desk", "notifications/"),
    *(f"read-mores/?show={show}" for show in ("wanted", "hidden", "dead")),
    *(f"articles/article/{query}" for query in ("", "?q=story", "?mine=yes", "?live=newer")),
    *(
        f"articles/{name}/"
        for name in (
            *("publication", "event", "version", "image"),
            *("contributor", "agency", "section", "topic", "tag"),
        )
    ),
    *(
        f"autocomplete/?app_label=articles&model_name={model}&field_name={field}&term=o"
        for model, field in (
            *(("article", "topics"), ("article", "lead_image"), ("article", "translation_of")),
            *(("credit", "contributor"), ("agencycredit", "agency")),
        )
    ),
]
OWN_PAGES = ["change", "history", "notes", "links", "withdraw", "compare", "preview"]


def pointing(target):
    wanted = f'<aside data-wanted="No {target.pk}"></aside>'
    return f'<p>x</p><aside data-article="{target.pk}"></aside>{wanted}'


def more_of_everything(shown):
    """Another of each, in every state, and another of all that hangs on the article ``shown``."""
    now = timezone.now()
    people = [make_contributor(f"Person {n}") for n in range(2)]
    topic, tag, section, image = make_topic(), make_tag(), make_section(), make_image()
    beside = {
        "topics": [topic],
        "tags": [tag],
        "section": section,
        "lead_image": image,
        "credits": [(person, "writer") for person in people],
        "agencies": [make_agency()],
        "by": make_user("Reporter"),
    }
    draft = make_article(**beside)
    actions.submit(make_article(**beside), by=None, at=now)
    approve(make_article(**beside))
    make_scheduled(**beside | {"by": None})
    live = make_live(**beside | {"by": None}, body=pointing(draft))
    make_version(live, teaser="Newer.")
    gone = make_live()
    make_article(**beside, body=pointing(gone))
    actions.withdraw(gone, by=None, at=now, why="Wrong.")
    make_live(body=pointing(shown))
    make_article(**beside, body=pointing(shown))
    author = make_user("Editor")
    notes.add(shown, "Look.", by=author, at=now)
    presence.seen(shown, by=author, at=now, tab="tab", changed=True)
    shown.topics.add(topic)
    version = make_version(shown, at=now, headline=f"{shown.headline}!")
    preview_links.make(version, by=author, at=now, expires_at=now + timedelta(days=1))


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return len(captured)


@pytest.mark.parametrize("role", ROLES)
def test_a_list_takes_the_same_with_one_row_and_with_three(role, client):
    client.force_login(make_user(role))
    shown = make_live()
    addresses = [f"/admin/{path}" for path in LISTS]
    more_of_everything(shown)
    few = {address: queries(client, address) for address in addresses}
    more_of_everything(shown), more_of_everything(shown)
    assert {address: queries(client, address) for address in addresses} == few


@pytest.mark.parametrize("role", ROLES)
def test_a_page_of_its_own_takes_the_same_however_much_hangs_on_it(role, client):
    client.force_login(make_user(role))
    shown = make_live()
    more_of_everything(shown)
    addresses = [f"/admin/articles/article/{shown.pk}/{page}/" for page in OWN_PAGES]
    for model in (Section, Topic, Contributor):
        row = model.objects.latest("pk")
        addresses.append(f"/admin/articles/{model._meta.model_name}/{row.pk}/change/")
    few = {address: queries(client, address) for address in addresses}
    more_of_everything(shown), more_of_everything(shown)
    assert {address: queries(client, address) for address in addresses} == few
