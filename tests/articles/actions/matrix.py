"""DESIGN's table "Who may do what" as data, and the articles and people that it is about.

Written from the table, not from the code: ``permissions`` and the actions must agree with it.
What the table leaves out stands here as the issue has it: whoever sees an article writes notes
under it; its people and the editors show it to outsiders, and the editors take such links back;
binding a wanted line is editing.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.contrib.auth.models import Group, User
from django.db import connection, transaction

from articles import actions
from articles.actions import NotAllowed, links, notes, preview_links
from articles.models import (
    Article,
    Correction,
    Event,
    Note,
    PreviewLink,
    Publication,
    ScheduledUpdate,
)
from tests.factories import AT, FAR, make_article, make_live, make_user, make_version

NOW = AT + timedelta(days=1)
HOUR = timedelta(hours=1)
STAGES = ("draft", "review", "approved")
# Updating: live, and the newest version is to take its place later.
READERS = ("never", "scheduled", "live", "updating", "withdrawn", "expired")
RELATIONS = ("own", "assigned", "other")
ROLES = ("nobody", "Feedback reviewer", "Reporter", "Editor", "Publisher", "superuser", "system")

# Who: all, own, assigned, "not alone" (not what they wrote alone, unless FOUR_EYES is off), or –
# for nobody. Superusers and the system may do what a Publisher may; all others may do nothing.
# Becomes: the stage; what readers have; +1, a new version, which is unsigned: in review, unless
# the system made it; newest, what readers have is the newest version; told, a correction is kept;
# dropped, an update that waited is off the schedule, which is an event of its own.
TABLE = """
action          | stage          | readers                           | Reporter      | Editor    | Publisher | becomes
edit            | draft review   | all                               | draft: own assigned | all | all       | +1
edit            | approved       | all                               | –             | –         | all       | +1 unsigned
submit          | draft          | all                               | own           | all       | all       | review
send_back       | review approved| all                               | –             | all       | all       | draft
approve         | draft review   | all                               | –             | not alone | all       | approved
publish         | approved       | never scheduled                   | –             | all       | all       | live newest
publish         | approved       | withdrawn expired                 | –             | all       | all       | live newest told
override        | all            | never scheduled                   | –             | –         | all       | live newest
override        | all            | withdrawn expired                 | –             | –         | all       | live newest told
update_live     | approved       | live                              | –             | all       | all       | live newest told
update_live     | approved       | updating                          | –             | all       | all       | live newest told dropped
update_in_words | approved       | live                              | –             | all       | all       | live newest told
update_in_words | approved       | updating                          | –             | all       | all       | live newest told dropped
override_update | all            | live                              | –             | –         | all       | live newest told
override_update | all            | updating                          | –             | –         | all       | live newest told dropped
correct         | all            | live updating                     | –             | all       | all       | told
set_expiry      | all            | live updating                     | –             | all       | all       | ending
schedule        | approved       | never scheduled                   | –             | all       | all       | scheduled newest
unschedule      | all            | scheduled                         | –             | all       | all       | never
schedule_update | approved       | live updating                     | –             | all       | all       | updating
cancel_update   | all            | updating                          | –             | all       | all       | live
withdraw        | all            | live                              | –             | –         | all       | withdrawn
withdraw        | all            | updating                          | –             | –         | all       | withdrawn dropped
assign          | all            | all                               | draft: own    | all       | all       | assigned
restore         | draft review   | all                               | draft: own assigned | all | all       | +1
restore         | approved       | all                               | –             | –         | all       | +1 unsigned
bind            | draft review   | all                               | draft: own assigned | all | all       | +1
bind            | approved       | all                               | –             | –         | all       | +1 unsigned
note            | all            | live updating                     | all           | all       | all       | noted
note            | approved       | never scheduled withdrawn expired | all           | all       | all       | noted
note            | draft review   | never scheduled withdrawn expired | own assigned  | all       | all       | noted
link            | all            | all                               | own assigned  | all       | all       | linked
revoke          | all            | all                               | –             | all       | all       | revoked
delete          | all            | never                             | own           | all       | all       | gone
"""  # noqa: E501
OUT = ("live", "updating")
LIKE_PUBLISHERS = ("Publisher", "superuser", "system")


CORRECTION = {"kind": "correction", "words": "A name."}
WANTED, TARGET = "Not written yet", "Written and live"


def edit(article, *, by, at, **how):
    fresh = Article.objects.get(pk=article.pk)
    fresh.kicker = "Edited"
    return actions.save(fresh, by=by, at=at, **how)


def assign(article, **who):
    return actions.assign(article, colleague(), **who)


def bind(article, **who):
    target = Article.objects.get(headline=TARGET)
    return links.bind(article, WANTED, target, **who)


def note(article, **who):
    return notes.add(article, "Who says so?", **who)


def link(article, *, at, **who):
    version = article.versions.get(number=article.version_number)
    return preview_links.make(version, at=at, expires_at=at + HOUR, **who)


def revoke(article, **who):
    """Of a link that an editor made."""
    return preview_links.revoke(PreviewLink.objects.get(version__article=article), **who)


# Each: the function that does it, what it is told, and the event's verb; notes make none.
ACTIONS = {
    "edit": (edit, {}, "saved"),
    "submit": (actions.submit, {}, "submitted"),
    "send_back": (actions.send_back, {"why": "Check it."}, "sent back"),
    "approve": (actions.approve, {}, "approved"),
    "publish": (actions.publish, {}, "published"),
    "override": (actions.publish, {"override": "Urgent"}, "published"),
    "update_live": (actions.update_live, {}, "updated"),
    "update_in_words": (actions.update_live, CORRECTION, "updated"),
    "override_update": (actions.update_live, {"override": "Urgent"}, "updated"),
    "correct": (actions.correct, CORRECTION, "corrected"),
    "set_expiry": (actions.set_expiry, {"expires_at": FAR}, "expiry set"),
    "schedule": (actions.schedule, {"publish_at": FAR}, "scheduled"),
    "unschedule": (actions.unschedule, {}, "unscheduled"),
    "schedule_update": (actions.schedule_update, {"due_at": FAR}, "update scheduled"),
    "cancel_update": (actions.cancel_update, {}, "update cancelled"),
    "withdraw": (actions.withdraw, {"why": "Wrong."}, "withdrawn"),
    "assign": (assign, {}, "assigned"),
    "restore": (actions.restore, {"number": 1, "expected_version": 2}, "restored"),
    "bind": (bind, {}, "bound"),
    "note": (note, {}, None),
    "link": (link, {}, "linked"),
    "revoke": (revoke, {}, "revoked"),
    "delete": (actions.delete, {}, "deleted"),
}
# Actions that sign for a text, or change it: each takes the version that the person has seen.
SIGNING = (
    *("edit", "submit", "send_back", "approve", "publish", "override", "update_live"),
    *("update_in_words", "override_update", "schedule", "schedule_update", "restore"),
)
# What only a person does, never the system.
PERSONAL = ("note", "link", "revoke")


@dataclass(frozen=True)
class Rule:
    """One line of the table."""

    stages: tuple[str, ...]
    readers: tuple[str, ...]
    who: dict[str, str]
    becomes: tuple[str, ...]


@cache
def rules():
    """The table's lines by the names of their actions."""
    head, *lines = [
        [cell.strip() for cell in line.split("|")] for line in TABLE.split("\n") if line
    ]
    found = {}
    for line in lines:
        row = dict(zip(head, line, strict=True))
        found.setdefault(row["action"], []).append(
            Rule(
                stages=STAGES if row["stage"] == "all" else tuple(row["stage"].split()),
                readers=READERS if row["readers"] == "all" else tuple(row["readers"].split()),
                who={role: row[role] for role in ("Reporter", "Editor", "Publisher")},
                becomes=tuple(row["becomes"].split()),
            )
        )
    return found


def expected(name, role, stage, readers, relation, *, four_eyes=True):
    """What ``name`` makes of an article in this state; None where it must be refused."""
    for rule in rules()[name]:
        if stage in rule.stages and readers in rule.readers:
            cell = rule.who.get("Publisher" if role in LIKE_PUBLISHERS else role, "–")
            if not _matches(cell, stage, relation, four_eyes=four_eyes):
                return None
            lost = () if role == "system" else ("review",)  # the system takes no approval away
            return sum(((part,) if part != "unsigned" else lost for part in rule.becomes), ())
    return None


def _matches(cell, stage, relation, *, four_eyes):
    only, _colon, people = cell.rpartition(":")
    if only and only != stage:
        return False
    if people == "not alone":
        return relation != "own" or not four_eyes
    return people == "all" or relation in people.split()


def colleague():
    return User.objects.filter(username="colleague").first() or make_user(
        "Reporter", username="colleague"
    )


def build(stage, readers, relation):
    """An article in this state, and the person who stands so to it.

    Its newest version is the second; readers, where there are any, have the first.
    """
    colleague()
    person, other = make_user("nobody"), make_user("superuser")
    person.is_superuser = True  # only while it is written
    author = person if relation == "own" else other
    assigned = person if relation == "assigned" else None
    make_live(headline=TARGET)
    body = f'<p>Text.</p><aside data-wanted="{WANTED}"></aside>'
    article = make_article(by=author, at=AT, assigned_to=assigned, body=body)
    if readers != "never":
        actions.approve(article, by=None, at=AT)
    if readers == "scheduled":
        actions.schedule(article, by=None, at=AT, publish_at=FAR)
    elif readers == "expired":
        times = {"publish_at": AT + HOUR, "expires_at": AT + 2 * HOUR}
        actions.schedule(article, by=None, at=AT, **times)
    elif readers in ("live", "updating", "withdrawn"):
        actions.publish(article, by=None, at=AT)
    if readers == "withdrawn":
        actions.withdraw(article, by=None, at=AT, why="Wrong.")
    version = make_version(article, by=author, at=AT, kicker="Newer than what is live")
    preview_links.make(version, by=other, at=AT, expires_at=NOW + HOUR)
    if readers == "updating":
        actions.approve(article, by=None, at=AT)
        actions.schedule_update(article, by=None, at=AT, due_at=NOW + HOUR)
    Article.objects.filter(pk=article.pk).update(stage=stage)
    return Article.objects.get(pk=article.pk), person


def become(person, role):
    """The same account in another group; None for the system."""
    if role == "system":
        return None
    User.objects.filter(pk=person.pk).update(is_superuser=role == "superuser")
    person.groups.set(Group.objects.filter(name=role))
    return User.objects.get(pk=person.pk)


def standing(article):
    """Where ``article`` stands: stage, what readers have, versions, and whose it is."""
    stored = Article.objects.filter(pk=article.pk).first()
    if stored is None:
        return "gone"
    publication = Publication.objects.filter(pk=article.pk).select_related("version").first()
    readers, made = _readers(publication), PreviewLink.objects.filter(version__article=article.pk)
    return {
        "stage": stored.stage,
        "readers": readers,
        "shown": publication and publication.version.number,
        "until": publication.expires_at if readers in OUT else None,
        "told": Correction.objects.filter(article=article.pk).count(),
        "version": stored.version_number,
        "versions": stored.versions.count(),
        "assigned": stored.assigned_to_id,
        "notes": Note.objects.filter(article=article.pk).count(),
        "links": made.count(),
        "good links": made.filter(revoked_at=None).count(),
    }


def _readers(publication):
    if publication is None:
        return "never"
    if publication.withdrawn_at:
        return "withdrawn"
    if publication.published_at > NOW:
        return "scheduled"
    if publication.expires_at and publication.expires_at <= NOW:
        return "expired"
    waits = ScheduledUpdate.objects.filter(article=publication.pk).exists()
    return "updating" if waits else "live"


# What a part of ``becomes`` adds to which counts.
COUNTED = {
    "+1": {"version": 1, "versions": 1},
    "told": {"told": 1},
    "noted": {"notes": 1},
    "linked": {"links": 1, "good links": 1},
    "revoked": {"good links": -1},
}


def changed(before, becomes):
    """``before``, a ``standing``, with what the table says that becomes of it."""
    after = dict(before)
    for part in becomes:
        if part == "gone":
            return "gone"
        if part in STAGES:
            after["stage"] = part
        elif part in READERS:
            after["readers"] = part
            if part == "never":
                after["shown"] = None
        elif part in COUNTED:
            after |= {name: before[name] + more for name, more in COUNTED[part].items()}
        elif part == "newest":
            after["shown"] = before["version"]
        elif part == "ending":
            after["until"] = FAR
        elif part == "assigned":
            after["assigned"] = colleague().pk
    return after


def events_of(name, becomes):
    """The verbs of the events that the table and ``ACTIONS`` say of this."""
    verbs = [ACTIONS[name][2], "update cancelled" if "dropped" in becomes else None]
    return sorted(verb for verb in verbs if verb)


@cache
def _fingerprints():
    tables = sorted(
        name for name in connection.introspection.table_names() if name.startswith("articles_")
    )
    one = "(SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t)"
    return "SELECT " + ", ".join(one.format(table) for table in tables)


def everything():
    """All rows of all our tables, in short; equal while nothing has changed. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_fingerprints())
        return cursor.fetchone()


def attempt(name, article, by, *, before=None):
    """What became of ``article``, and the verbs of the events that say so, in the person's name.

    None when it was refused and nothing at all had changed: no row, so no version and no event.
    ``before`` is what ``everything`` says of now. What was done is taken back.
    """
    act, told, _verb = ACTIONS[name]
    before, reason = before or everything(), None
    events = set(Event.objects.values_list("pk", flat=True))
    with transaction.atomic():
        try:
            with transaction.atomic():
                act(article, by=by, at=NOW, **told)
        except NotAllowed as refusal:
            reason = str(refusal)
        if reason is not None:
            assert reason
            assert everything() == before
            return None
        new = Event.objects.exclude(pk__in=events)
        assert set(new.values_list("at", "by", "article")) <= {(NOW, by and by.pk, article.pk)}
        after = standing(article), sorted(event.verb for event in new)
        transaction.set_rollback(True)
    return after
