"""Loads the demo through the same actions that staff use, so that it cannot rot."""

import io
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db import transaction

from articles import actions
from articles.actions import (
    fronts,
    images,
    launches,
    picture_files,
    picture_storage,
    policy,
    slot_words,
)
from articles.actions import notices as notice_actions
from articles.enums import ChangeKind, Stage
from articles.exchange.directory import Directory
from articles.exchange.drafting import Draft
from articles.exchange.text.wire import parse_text
from articles.models import (
    Agency,
    Article,
    Contributor,
    Front,
    Image,
    Language,
    PolicyPage,
    PolicyText,
    Section,
    SiteSettings,
    Topic,
)
from articles.queries import notices
from feedback.actions import submit
from feedback.queries import about_page

from .accounts import GROUPS
from .pictures import PICTURES, draw
from .story import Story, read_stories, span

FACTS = Path(__file__).parent / "newsroom.toml"
PAGES = FACTS.with_name("pages.toml")
# As wide as the widest place a picture has on a page, twice over.
PICTURE_SIZE = (1600, 1600)
JPEG_QUALITY = 80
# What is younger than this, nobody has read of yet.
FRESH = timedelta(hours=2)
AGE_OF_PAGES = timedelta(days=400)


class Loader:
    """Fills an empty newsroom. ``load`` does it all or nothing."""

    def __init__(self, *, at: datetime, password: str, say: Callable[[str], object]) -> None:
        self.at = at
        self.password = password
        self.say = say
        self.facts: dict[str, Any] = tomllib.loads(FACTS.read_text(encoding="utf-8"))
        self.articles: dict[str, Article] = {}
        self.files: list[Image] = []

    def load(self) -> int:
        """Returns the number of articles. Leaves neither rows nor files behind when it fails."""
        try:
            with transaction.atomic():
                self._load()
        except BaseException:
            for image in self.files:
                picture_storage.remove(picture_files.all_of(image))
            raise
        return len(self.articles)

    def _load(self) -> None:
        self.staff = {name: self._account(name) for name in GROUPS}
        self._languages()
        self._pages()
        self._taxonomy()
        stories = read_stories()
        portraits = {facts.get("portrait", "") for facts in self.facts["contributors"]} - {""}
        self._pictures(portraits.union(*(story.pictures for story in stories)))
        self._people()
        self.directory = Directory()
        for story in stories:
            self.articles[story.key] = self._story(story)
        self._changes()
        self._plans()
        self._fronts()
        self._feedback()
        self._read_notices()
        self._addresses()

    def _addresses(self) -> None:
        """Last of all: nobody wants mail of what happened while the demo was loaded."""
        for name, account in self.staff.items():
            account.email = f"{name}@marhaven-courier.example"
            account.save(update_fields=["email"])

    def _read_notices(self) -> None:
        """What happened before this morning has been seen by everybody."""
        before = self.at - FRESH
        for account in self.staff.values():
            seen = notices.shown_to(account, at=self.at).filter(at__lt=before)
            notice_actions.mark_read(account, at=self.at, only=seen.values_list("pk", flat=True))

    def _account(self, name: str) -> User:
        account = User.objects.create_user(name, password=self.password, is_staff=True)
        if group := GROUPS[name]:
            account.groups.add(Group.objects.get(name=group))
        else:
            account.is_superuser = True
            account.save()
        return account

    def _languages(self) -> None:
        for position, facts in enumerate(self.facts["languages"]):
            Language.objects.update_or_create(
                code=facts["code"],
                defaults={
                    "name": facts["name"],
                    "direction": facts["direction"],
                    "position": position,
                },
            )
        SiteSettings.objects.filter(pk=1).update(**self.facts["site"])

    def _pages(self) -> None:
        pages = tomllib.loads(PAGES.read_text(encoding="utf-8"))["pages"]
        for position, facts in enumerate(pages):
            page = PolicyPage.objects.create(kind=facts["kind"], position=position)
            for code, words in facts["texts"].items():
                text = PolicyText(page=page, language_id=code, **words)
                policy.save(text, by=self.staff["publisher"], at=self.at - AGE_OF_PAGES)

    def _taxonomy(self) -> None:
        for position, facts in enumerate(self.facts["sections"]):
            Section.objects.create(position=position, **facts)
        topics: dict[str, Topic] = {}
        for facts in self.facts["topics"]:
            parent = topics.get(facts.pop("parent", ""))
            topics[facts["slug"]] = Topic.objects.create(parent=parent, **facts)

    def _people(self) -> None:
        for facts in self.facts["contributors"]:
            account = self.staff.get(facts.pop("account", ""))
            picture = self.images.get(facts.pop("portrait", ""))
            Contributor.objects.create(user=account, picture=picture, **facts)
        for facts in self.facts["agencies"]:
            Agency.objects.create(**facts)

    def _pictures(self, keys: set[str]) -> None:
        self.images: dict[str, Image] = {}
        for number, key in enumerate(sorted(keys), 1):
            self.say(f"Drawing picture {number} of {len(keys)}: {key}")
            words, file, picture = PICTURES[key], io.BytesIO(), draw(key)
            picture.thumbnail(PICTURE_SIZE)
            picture.save(file, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
            image = Image(
                file=ContentFile(file.getvalue(), name=f"{key}.jpg"),
                alt=words.alt,
                caption=words.caption,
                credit=words.credit,
                **self.facts["pictures"].get(key, {}),
            )
            images.add(image, by=self.staff["editor"], at=self.at)
            self.files.append(image)
            self.images[key] = image

    def _story(self, story: Story) -> Article:
        pictures = {key: image.pk for key, image in self.images.items()}
        wire = replace(parse_text(story.text, pictures=pictures), extra={})
        article = Article(
            lead_image=self.images.get(story.lead_picture),
            translation_of=self.articles.get(story.translation_of),
            assigned_to=self.staff["reporter"],
        )
        at = self.at - story.age
        draft = Draft(wire, self.directory)
        draft.write(article, at=at, why="", keep_date=False, by=self.staff["reporter"])
        self._bring_to_stage(article, story, at)
        return article

    def _bring_to_stage(self, article: Article, story: Story, at: datetime) -> None:
        reporter, editor = self.staff["reporter"], self.staff["editor"]
        if story.stage == "draft":
            return
        actions.submit(article, by=reporter, at=at)
        if story.stage == "review":
            return
        actions.approve(article, by=editor, at=at)
        if story.stage == "scheduled" and story.publish_in:
            actions.schedule(article, by=editor, at=at, publish_at=self.at + story.publish_in)
        elif story.stage in ("live", "withdrawn"):
            actions.publish(article, by=editor, at=at)
        if story.stage == "withdrawn":
            actions.withdraw(article, by=self.staff["publisher"], at=self.at, why=story.reason)

    def _changes(self) -> None:
        """Live stories are mended before everybody's eyes, and readers are told."""
        who = {"by": self.staff["publisher"]}
        for facts in self.facts["changes"]:
            article = Article.objects.get(pk=self.articles[facts["story"]].pk)
            at = self.at - span(facts["age"])
            article.body = article.body.replace(facts["was"], facts["now"])
            actions.save(article, at=at, **who)
            if Article.objects.get(pk=article.pk).stage != Stage.APPROVED:
                actions.approve(article, at=at, **who)
            kind, words = ChangeKind(facts["kind"]), facts.get("words", "")
            actions.update_live(article, at=at, kind=kind, words=words, **who)

    def _plans(self) -> None:
        for facts in self.facts["plans"]:
            article = Article.objects.get(pk=self.articles[facts["story"]].pk)
            at = self.at.replace(second=0, microsecond=0)
            article.planned_for = at + timedelta(days=facts["days"])
            actions.save(article, by=self.staff["editor"], at=self.at)

    def _fronts(self) -> None:
        """Some pages are arranged; the others fill themselves."""
        who = {"by": self.staff["editor"], "at": self.at}
        for facts in self.facts["fronts"]:
            front = Front(language_id=facts["language"])
            for place in facts["places"]:
                story = self.articles.get(place.get("story", ""))
                slot = fronts.place(front, story, size=place["size"], **who)
                slot_words.change(front, slot.key, place.get("says", {}), **who)
            launches.launch(front, **who)

    def _feedback(self) -> None:
        for facts in self.facts["feedback"]:
            at = self.at - span(facts["age"])
            article = self.articles.get(facts.get("page", ""))
            path = self._path(article) if article else f"/{facts['language']}/"
            submit(
                kind=facts["kind"],
                message=facts["message"],
                language=facts["language"],
                page=about_page(path, at),
                email=facts.get("email", ""),
                at=at,
            )

    def _path(self, article: Article) -> str:
        return f"/{article.language_id}/{article.slug}/a-{article.pk}/"
