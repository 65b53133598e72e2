"""What search finds, in which order, in every language."""

from datetime import timedelta

import pytest
from django.db import connection

from articles import actions
from articles.actions import search_words
from articles.models import Article, PublicationWords
from articles.queries import known_words, search, search_matches
from articles.queries.search import Found, Question, Trouble
from articles.queries.search_terms import read
from tests.factories import (
    AT,
    make_article,
    make_language,
    make_live,
    make_scheduled,
    make_section,
    make_topic,
    make_version,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db
NOW = AT + timedelta(days=1)


def find(text, *, language="en", at=NOW, **narrowed) -> Found:
    return search.find(Question(language, read(text), **narrowed), at=at)


def keys(text, **how):
    return [hit.pk for hit in find(text, **how).hits]


def story(headline="A story", teaser="Teaser.", body="Text.", **fields):
    return make_live(headline=headline, teaser=teaser, body=f"<p>{body}</p>", **fields).pk


def test_headline_over_teaser_over_text():
    body = story(body="The ferry sank. The ferry, the ferry, the ferry.")
    teaser = story(teaser="Where the ferry sank.")
    headline = story("The ferry sank")
    assert keys("ferry") == [headline, teaser, body]
    assert keys("ferries sinking ferry") == []
    assert keys("ferry", is_newest_first=True) == [headline, teaser, body]


def test_all_words_must_be_there_in_any_form_and_any_case():
    both = story("Ferries", body="The harbours are closed.")
    story("Ferries")
    assert keys("FERRY harbour") == [both]


def test_what_is_fresh_comes_first_where_words_say_the_same():
    old = story("Ferry", at=AT - timedelta(days=300))
    new = story("Ferry")
    older = story("Ferry", at=AT - timedelta(days=301))
    assert keys("ferry") == [new, old, older]


def test_words_in_a_headline_outweigh_some_days_and_not_years():
    days, years = AT - timedelta(days=20), AT - timedelta(days=900)
    headline, body = story("Ferry", at=days), story(body="A ferry.")
    oldest = story(teaser="Ferry", at=years)
    assert keys("ferry") == [headline, body, oldest]
    assert keys("ferry", is_newest_first=True) == [body, headline, oldest]


def test_phrases_and_what_is_not_wanted():
    apart = story("The old ferry and the new harbour")
    together = story("The new ferry leaves the old harbour")
    assert set(keys("new harbour")) == {apart, together}
    assert keys('"new harbour"') == [apart]
    assert keys("“new harbour”") == [apart]
    assert keys('harbour -"new harbour"') == [together]
    assert keys('ferry -"new ferry" -leaves') == [apart]
    assert keys("well-known") == []


def test_the_last_word_may_be_the_beginning_of_one():
    whole, longer = story("A car"), story("A carnival")
    assert keys("car") == [whole, longer]
    assert keys("carni") == [longer]
    assert keys('"carni"') == []
    assert keys("carni car") == []
    assert keys("carnival -car") == [longer]
    assert keys("car -carnival") == [whole]


def test_a_beginning_that_is_no_beginning_of_the_stem():
    election = story("An election")
    search_words.learn("An election", "en")
    assert keys("electi") == [election]
    assert keys("elections") == [election]
    assert keys("electr") == []


def test_only_what_readers_may_see_is_found():
    pk = story("Ferry")
    for make in (make_article, make_scheduled, make_withdrawn):
        make(headline="Ferry LEAK")
    ended = make_live(headline="Ferry LEAK")
    actions.set_expiry(ended, by=None, at=AT, expires_at=NOW - timedelta(hours=1))
    make_version(Article.objects.get(pk=pk), teaser="A lighthouse")
    found = find("ferry")
    assert ([hit.pk for hit in found.hits], found.total) == ([pk], 1)
    assert keys("lighthouse") == []
    assert find("leak").total == 0


def test_a_story_is_found_at_its_moment_without_a_worker():
    later = make_scheduled(headline="Ferry", publish_at=NOW + timedelta(hours=1)).pk
    assert keys("ferry") == []
    assert keys("ferry", at=NOW + timedelta(hours=1)) == [later]


def test_what_was_changed_is_found_by_what_it_says_now():
    pk = story("Ferry")
    article = Article.objects.get(pk=pk)
    make_version(article, headline="Lighthouse")
    actions.update_live(article, by=None, at=AT, kind="update", words="")
    assert (keys("ferry"), keys("lighthouse")) == ([], [pk])


LANGUAGES = [
    ("de", "Häuser an der Straße", ["haus", "strasse", "STRASSE", "hauser", "straße"]),
    ("fr", "L’élection à Besançon", ["élections", "election", "besancon"]),
    ("ar", "وَصَلَ الرَّئِيسُ إلى الأُرْدُن", ["الرئيس", "رئيس", "الاردن", "الأردن", "الــرئيس"]),
    ("ar", "تقاسم المياه والحكومة", ["مياه", "المياه", "للمياه", "حكومة", "الحكومة"]),
    ("ar", "مياه النهر", ["المياه", "والمياه", "نهر"]),
    ("fa", "می‌خواهم کتاب بخوانم", ["كتاب", "کتاب", "می‌خواهم"]),
    ("zh", "北京将举行国际会议", ["北京", "国际会议", "京", "会议", "举行国"]),
    ("ja", "東京オリンピックの開会式", ["東京", "オリンピック", "開会式", "式", "ｵﾘﾝﾋﾟｯｸ"]),
    ("th", "นายกรัฐมนตรีเดินทางไปกรุงเทพ", ["รัฐมนตรี", "กรุงเทพ", "ไป"]),
    ("ko", "대통령이 서울에서", ["대통령", "서울"]),
    ("hi", "प्रधानमंत्री दिल्ली में", ["दिल्ली", "प्रधानमंत्री"]),
    ("ru", "Выборы в Москве", ["выборы", "москва", "МОСКВЕ"]),
    ("tr", "İstanbul’da Irak görüşmesi", ["istanbul", "irak", "ırak", "gorusmesi"]),
    ("sw", "Uchaguzi wa Kenya", ["uchaguzi", "kenya"]),
]


@pytest.mark.parametrize(("code", "headline", "queries"), LANGUAGES)
def test_each_language_finds_what_is_there(code, headline, queries):
    make_language(code)
    pk = story(headline, language_id=code)
    other = story("Something else", language_id=code)
    for query in queries:
        assert keys(query, language=code) == [pk], query
    assert keys("something", language=code) == [other]
    assert keys(queries[0], language="en") == []


def test_other_scripts_in_a_text():
    pk = story("Sony (ソニー) and 北京 talk", body="2024年の会")
    for query in ("ソニー", "北京", "2024年", "北京 sony", "talk 2024", '"sony ソニー and"'):
        assert keys(query) == [pk], query
    assert keys("年会") == []


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("the", Trouble.COMMON_WORDS),
        ('"to be or not to be"', Trouble.COMMON_WORDS),
        ("the -who", Trouble.COMMON_WORDS),
        ("-ferry", Trouble.ONLY_EXCLUDED),
        ("-", Trouble.NO_WORDS),
        ("!?&|():*<->", Trouble.NO_WORDS),
        ("'", Trouble.NO_WORDS),
    ],
)
def test_without_a_word_to_look_for_it_says_why(text, trouble):
    story("The ferry")
    found = find(text)
    assert (found.trouble, found.hits) == (trouble, [])


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        '"' * 10_000,
        "ferry " * 10_000,
        "\x00ferry\x00",
        "ferry \ud800",
        "ferry & | ! <-> :* ' \\ ''",
        "%s %(x)s {} %",
        "ferry" + "\u0301" * 500,
        "東" * 5_000,
        "-" * 1000 + "a b",
        "\u202eferry",
        "ferry\u2028ferry",
        "ﷺ ½ ℃ 🚢",
    ],
)
def test_hostile_queries_are_answered(text):
    story("The ferry")
    found = find(text)
    assert found.trouble in (None, Trouble.NO_WORDS)


def test_sections_topics_and_times_narrow_and_are_counted():
    world, sport = make_section("World"), make_section("Sport")
    sea, land = make_topic("Sea"), make_topic("Land")
    old = story("Ferry", section=world, topics=[sea, land], at=AT - timedelta(days=40))
    new = story("Ferry", section=sport, topics=[sea])
    story("Other", section=sport, topics=[sea])
    found = find("ferry")
    assert found.sections == {world.pk: 1, sport.pk: 1}
    assert found.topics == [(sea.pk, "Sea", 2), (land.pk, "Land", 1)]
    assert found.times == [AT, AT - timedelta(days=40)]
    assert keys("ferry", section=world.pk) == [old]
    assert keys("ferry", topic=land.pk) == [old]
    assert keys("ferry", section=sport.pk, topic=land.pk) == []
    assert keys("ferry", since=AT) == [new]
    assert keys("ferry", until=AT - timedelta(days=1)) == [old]
    assert find("ferry", section=sport.pk).topics == [(sea.pk, "Sea", 1)]


def test_pages_hold_all_of_it_once():
    expected = [story(f"Ferry {number}") for number in range(45)][::-1]
    pages = [find("ferry", page=page) for page in (1, 2, 3, 4)]
    assert [hit.pk for page in pages for hit in page.hits] == expected
    assert [(page.total, page.has_more) for page in pages] == [
        (45, True), (45, True), (45, False), (45, False),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [3, 60])
def test_queries_do_not_grow_with_what_is_found(count, django_assert_num_queries):
    for number in range(count):
        story(f"Ferry {number}", topics=[make_topic()])
    # Words, how common they are, the newest, all; what is live, topics, cards, marks; and what
    # limits queries, begins and ends transactions.
    with django_assert_num_queries(21 if count >= search_matches.COMMON else 16):
        find("ferry")


@pytest.mark.parametrize("common", [0, 1000])
def test_both_ways_find_the_same(monkeypatch, common):
    """Through the newest stories, or through all that match."""
    monkeypatch.setattr(search_matches, "COMMON", common)
    monkeypatch.setattr(search_matches, "COMMON_PHRASE", common)
    rows = [story("Old ferry", at=AT - timedelta(days=day)) for day in range(4)]
    story("Lighthouse")
    for text in ("ferry", "old -lighthouse", '"old ferry"'):
        assert keys(text) == rows
    monkeypatch.setattr(search_matches, "MOST", 2)
    assert (find("ferry").total, find("ferry").is_capped) == (2, True)


def test_more_than_is_counted(monkeypatch):
    monkeypatch.setattr(search_matches, "MOST", 3)
    rows = [story("Ferry") for _number in range(5)]
    found = find("ferry")
    assert (found.total, found.is_capped) == (3, True)
    assert [hit.pk for hit in found.hits] == rows[:1:-1]


def test_what_may_have_been_meant():
    for headline in ("A harbour", "A lighthouse", "A ferry"):
        pk = story(headline)
        search_words.learn(headline, "en")
    assert find("fery").suggestion == "ferry"
    assert find("lihgthouse").suggestion == "lighthouse"
    assert find('-harbour "fery"').suggestion == '-harbour "ferry"'
    assert find("ferry").suggestion == ""
    assert find("xylophone").suggestion == ""
    make_language("de")
    assert find("fery", language="de").suggestion == ""
    actions.withdraw(Article.objects.get(pk=pk), by=None, at=AT, why="x")
    assert find("fery").suggestion == ""


def test_no_word_is_told_that_only_stands_in_what_nobody_may_see():
    make_scheduled(headline="Abdication")
    search_words.learn("Abdication", "en")
    assert find("abdicatoin").suggestion == ""


@pytest.mark.parametrize("text", ["harbor -abdicatoin", "-abdicatoin harbor"])
def test_no_such_word_is_told_by_leaving_it_out(text):
    make_scheduled(headline="Abdication")
    search_words.learn("Abdication", "en")
    story("A harbour")
    search_words.learn("A harbour", "en")
    assert find(text).suggestion == text.replace("harbor", "harbour")


def test_no_such_word_is_told_because_a_longer_one_is_there():
    make_scheduled(headline="Resi")
    search_words.learn("Resi", "en")
    story("Resident")
    assert find("rxesi").suggestion == ""


def test_a_query_that_takes_too_long_is_given_up(monkeypatch):
    story("Ferry")
    slow = search_matches.HOW_MANY.replace("count(*)", "count(*), pg_sleep(5)")
    monkeypatch.setattr(search_matches, "HOW_MANY", slow)
    monkeypatch.setattr(search, "LIMIT_MS", 50)
    assert find("ferry") == Found(trouble=Trouble.SLOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def slowly(sql):
    return sql.replace("SELECT publication_id", "SELECT pg_sleep(5), publication_id", 1)


def test_without_time_for_old_stories_the_newest_are_found(monkeypatch):
    pk = story("Ferry")
    monkeypatch.setattr(search_matches, "AMONG_ALL", slowly(search_matches.AMONG_ALL))
    monkeypatch.setattr(search_matches, "WAY_MS", 50)
    found = find("ferry")
    assert ([hit.pk for hit in found.hits], found.is_partial) == ([pk], True)


@pytest.mark.parametrize(("common", "is_partial"), [(0, False), (1000, False), (0, True)])
def test_without_time_to_walk_through_the_newest(monkeypatch, common, is_partial):
    """All that match are looked through; without time for these, too, the newest of the newest."""
    pk = story("Ferry")
    monkeypatch.setattr(search_matches, "AMONG_NEWEST", slowly(search_matches.AMONG_NEWEST))
    monkeypatch.setattr(search_matches, "COMMON", common)
    monkeypatch.setattr(search_matches, "WAY_MS", 50)
    if is_partial:
        monkeypatch.setattr(search_matches, "AMONG_ALL", slowly(search_matches.AMONG_ALL))
    found = find("ferry")
    assert ([hit.pk for hit in found.hits], found.is_partial) == ([pk], is_partial)


def test_without_time_for_what_may_have_been_meant_the_stories_are_shown(monkeypatch):
    pk = story("Ferry")
    slow = known_words.SQL.replace("SELECT typed", "SELECT pg_sleep(5), typed", 1)
    monkeypatch.setattr(known_words, "SQL", slow)
    monkeypatch.setattr(search, "LIMIT_MS", 50)
    found = find("ferry")
    assert ([hit.pk for hit in found.hits], found.suggestion) == ([pk], "")


def test_all_of_it_has_a_limit(monkeypatch):
    """No query takes too long by itself; all of them do."""
    story("Ferry")
    slow = search_matches.HOW_MANY.replace("count(*)", "count(*), pg_sleep(0.1)")
    monkeypatch.setattr(search_matches, "HOW_MANY", slow)
    monkeypatch.setattr(search, "SEARCH_MS", 50)
    rank = search.SCORE.replace("(", "(0 * length(pg_sleep(0.01)::text) + ", 1)
    monkeypatch.setattr(search, "SCORE", rank)
    assert find("ferry") == Found(trouble=Trouble.SLOW)


def test_its_limits_end_with_it():
    story("Ferry")
    find("ferry")
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("0",)
        cursor.execute("SHOW enable_seqscan")
        assert cursor.fetchone() == ("on",)


def test_marks_stand_where_the_words_do():
    story("Ferries & more", "No ferry.", "The <strong>fer</strong>ry left &amp; sank.")
    [hit] = find("ferry sank").hits
    texts = [
        [passage.text[start:end] for start, end in passage.marks]
        for passage in (hit.headline, hit.teaser, hit.body)
    ]
    assert texts == [["Ferries"], ["ferry"], ["ferry", "sank"]]
    assert hit.body.text == "The ferry left & sank."


@pytest.mark.parametrize(
    ("code", "headline", "query", "expected"),
    [
        ("ar", "تقاسم المياه", "مياه", ["المياه"]),
        ("tr", "Erdoğan geldi", "erdogan", ["Erdoğan"]),
        ("de", "Die Häuser", "haus", ["Häuser"]),
        ("el", "Ο Άνθρωπος", "άνθρωπος", ["Άνθρωπος"]),
    ],
)
def test_other_forms_are_marked(code, headline, query, expected):
    make_language(code)
    story(headline, language_id=code)
    [hit] = find(query, language=code).hits
    assert [hit.headline.text[start:end] for start, end in hit.headline.marks] == expected


def test_marks_in_scripts_without_spaces():
    make_language("ja")
    story("東京オリンピックの開会式", language_id="ja")
    [hit] = find("オリンピック 式", language="ja").hits
    marks = [hit.headline.text[start:end] for start, end in hit.headline.marks]
    assert marks == ["オリンピック", "式"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("京", ["京"]),
        ("议", ["议"]),
        ("国际 京", ["京", "国际"]),
        ("会", ["会", "会"]),
        ("会会", []),
    ],
)
def test_one_letter_of_such_a_script_is_marked_by_itself(query, expected):
    make_language("zh")
    story("北京将举行国际会议会", language_id="zh")
    hits = find(query, language="zh").hits
    marks = [hit.headline.text[start:end] for hit in hits for start, end in hit.headline.marks]
    assert marks == expected


def test_rows_of_words_hold_what_is_needed():
    section, topic = make_section(), make_topic()
    pk = story("Ferry", section=section, topics=[topic])
    words = PublicationWords.objects.get(pk=pk).words
    assert "'ferri':1A" in words
    assert f"'s/{section.pk}'" in words
    assert f"'t/{topic.pk}'" in words
