"""The page of all pictures in Chromium: many files at once, and words completed in their place."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Image
from tests.browser.library import chosen, drop, drop_from_disk, png, zeros
from tests.factories import make_image, make_live, make_user

LIST = reverse("admin:articles_image_changelist")
SIZES = (375, 768, 1280)
SCHEMES = ("light", "dark")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,  # with it, axe adds style elements of its own, which the policy forbids
}
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
UPLOAD = re.compile(r"/admin/articles/image/upload/$")


@pytest.fixture
def reporter(transactional_db):
    return make_user("Reporter")


@pytest.fixture
def library(page, log_in, reporter):
    log_in(page, reporter)
    page.goto(LIST)
    page.wait_for_selector(".upload-drop:not([hidden])")
    return page


def rows(page, state):
    return page.locator(f".upload-row[data-state={state}]")


def status(page):
    return page.locator(".upload-status")


def test_many_files_are_dropped_anywhere_on_the_page(library, reporter):
    library.fill("#upload-credit", "A. Name/AP")
    drop(library, [png(f"{number}.png") for number in range(5)], on=".library-search")
    expect(rows(library, "done")).to_have_count(5)
    expect(status(library)).to_have_text("Added: 5. Not added: 0.")
    images = Image.objects.order_by("pk")
    assert {image.original_name for image in images} == {f"{number}.png" for number in range(5)}
    assert {(image.credit, image.created_by) for image in images} == {("A. Name/AP", reporter)}
    expect(rows(library, "done").first.locator(".pill")).to_have_text("No alternative text")
    library.get_by_role("link", name="Show and complete what was added").click()
    expect(library.locator(".library-card")).to_have_count(5)
    expect(library.locator(".quick[open]")).to_have_count(5)


def test_a_sign_stands_over_the_page_while_files_are_held_over_it(library):
    sign = library.locator(".drop-sign")
    expect(sign).to_be_hidden()
    held = {"dataTransfer": library.evaluate_handle("() => new DataTransfer()")}
    library.dispatch_event("body", "dragenter", held)  # text, not files
    expect(sign).to_be_hidden()
    files = """() => {
        const transfer = new DataTransfer(); transfer.items.add(new File(["x"], "x.png"));
        return transfer;
    }"""
    held = {"dataTransfer": library.evaluate_handle(files)}
    library.dispatch_event("body", "dragenter", held)
    expect(sign).to_be_visible()
    library.dispatch_event("body", "dragleave", held)
    expect(sign).to_be_hidden()


def test_no_more_than_two_are_sent_at_once_and_leaving_warns_until_all_are_there(library):
    held = []
    library.route(UPLOAD, lambda route: held.append(route))
    library.set_input_files("#upload-files", [chosen(f"{number}.png") for number in range(4)])
    expect(rows(library, "waiting")).to_have_count(2)
    warned = "() => !dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    for done in range(4):
        library.wait_for_timeout(100)
        assert len(held) == min(done + 2, 4)
        assert library.evaluate(warned)
        held[done].continue_()
        expect(rows(library, "done")).to_have_count(done + 1)
    assert not library.evaluate(warned)


def test_a_file_that_is_refused_says_why_and_the_others_come_in(library, problems):
    drop(library, [zeros("notes.png", 100), png("good.png"), zeros("film.mov", 31 * 1024**2)])
    expect(rows(library, "failed")).to_have_count(2)
    texts = rows(library, "failed").locator(".upload-state")
    expect(texts.nth(0)).to_contain_text("This is not a picture that we can read.")
    expect(texts.nth(1)).to_have_text("The file is larger than 30 MB.")
    expect(status(library)).to_have_text("Added: 1. Not added: 2.")
    assert [image.original_name for image in Image.objects.all()] == ["good.png"]
    rows(library, "failed").first.get_by_role("button", name="Take off this list").click()
    expect(rows(library, "failed")).to_have_count(1)
    problems.clear()  # the browser notes the 400


def test_what_failed_is_sent_again(library, problems):
    library.route(UPLOAD, lambda route: route.abort())
    drop(library, [png()])
    row = rows(library, "failed")
    expect(row).to_contain_text("The picture could not be sent. Is the network there?")
    library.unroute(UPLOAD)
    row.get_by_role("button", name="Try again").click()
    expect(rows(library, "done")).to_have_count(1)
    assert Image.objects.count() == 1
    problems.clear()


def test_all_that_failed_is_sent_again_at_once(library, problems):
    library.route(UPLOAD, lambda route: route.abort())
    again = library.get_by_role("button", name="Try again: ")
    drop(library, [png()])
    expect(rows(library, "failed")).to_have_count(1)
    expect(again).to_be_hidden()
    drop(library, [png("1.png"), png("2.png"), png("3.png")])
    expect(rows(library, "failed")).to_have_count(4)
    expect(again).to_have_text("Try again: 4")
    rows(library, "failed").nth(1).get_by_role("button", name="Take off this list").click()
    expect(again).to_have_text("Try again: 3")
    library.unroute(UPLOAD)
    again.press("Enter")
    expect(rows(library, "done")).to_have_count(3)
    expect(again).to_be_hidden()
    expect(status(library)).to_have_text("Added: 3. Not added: 0.")
    names = Image.objects.values_list("original_name", flat=True)
    assert set(names) == {"harbour.png", "2.png", "3.png"}
    problems.clear()


def test_what_waits_or_is_on_its_way_is_taken_off(library, problems):
    held = []
    library.route(UPLOAD, lambda route: held.append(route))
    library.set_input_files("#upload-files", [chosen(f"{number}.png") for number in range(4)])
    expect(rows(library, "waiting")).to_have_count(2)
    off = {"name": "Take off this list"}
    rows(library, "waiting").first.get_by_role("button", **off).click()
    expect(library.locator(".upload-row")).to_have_count(3)
    library.locator(".upload-row").first.get_by_role("button", **off).click()
    expect(library.locator(".upload-row")).to_have_count(2)
    for _n in range(2):  # the second, and the fourth in the place of the first
        expect(rows(library, "sending")).to_have_count(2 - _n)
        held[-1 - _n].continue_()
    expect(status(library)).to_have_text("Added: 2. Not added: 0.")
    names = Image.objects.values_list("original_name", flat=True)
    assert (set(names), len(held)) == ({"1.png", "3.png"}, 3)
    problems.clear()


def test_nothing_is_counted_where_all_was_taken_off(library):
    held = []
    library.route(UPLOAD, lambda route: held.append(route))
    library.set_input_files("#upload-files", [chosen()])
    expect(status(library)).to_have_text("Uploading: 1")
    library.get_by_role("button", name="Take off this list").click()
    expect(status(library)).to_have_text("")
    expect(library.locator(".upload-row")).to_have_count(0)


def test_the_keyboard_is_not_lost_with_a_button(library, problems):
    drop(library, [zeros("1.png", 10), zeros("2.png", 10), zeros("3.png", 10)])
    failed = rows(library, "failed")
    expect(failed).to_have_count(3)
    failed.nth(1).get_by_role("button", name="Take off this list").press("Enter")
    expect(failed.nth(1)).to_be_focused()
    library.keyboard.press("Tab")
    library.keyboard.press("Enter")
    expect(failed).to_have_count(2)
    expect(failed.nth(1)).to_be_focused()
    problems.clear()


def test_a_folder_says_so_and_the_files_beside_it_come_in(library, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inside.png").write_bytes(chosen()["buffer"])
    (tmp_path / "beside.png").write_bytes(chosen()["buffer"])
    drop_from_disk(library, [tmp_path / "folder", tmp_path / "beside.png"], on=".library-search")
    expect(rows(library, "done")).to_have_count(1)
    expect(rows(library, "failed")).to_contain_text("A folder cannot be sent. Open it")
    expect(status(library)).to_have_text("Added: 1. Not added: 1.")
    assert [image.original_name for image in Image.objects.all()] == ["beside.png"]


def test_a_token_that_has_become_old_is_renewed(library, problems):
    library.context.clear_cookies(name="csrftoken")
    drop(library, [png()])
    expect(rows(library, "done")).to_have_count(1)
    problems.clear()  # the 403


def test_an_ended_login_is_said_and_the_file_goes_once_it_is_back(
    library, log_in, reporter, problems
):
    library.context.clear_cookies()
    drop(library, [png()])
    row = rows(library, "failed")
    expect(row).to_contain_text("You are not logged in any more. Log in in another tab")
    log_in(library, reporter)
    row.get_by_role("button", name="Try again").click()
    expect(rows(library, "done")).to_have_count(1)
    problems.clear()


def test_nothing_is_sent_in_the_name_of_somebody_else(library, log_in, problems):
    library.context.clear_cookies()
    log_in(library, make_user("Editor"))
    drop(library, [png()])
    expect(rows(library, "failed")).to_contain_text("Somebody else has logged in in this browser.")
    assert not Image.objects.exists()
    problems.clear()


def test_words_are_completed_on_the_card_and_the_marks_follow(page, log_in, reporter):
    image = make_image(alt="", credit="AP", caption="The quay")
    log_in(page, reporter)
    page.goto(LIST)
    card = page.locator(f"#picture-{image.pk}")
    card.get_by_text("Complete it here").click()
    card.get_by_label("Alternative text").fill("A quay at dawn")
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_role("status")).to_have_text("Saved.")
    expect(card.locator(".library-name")).to_have_text("A quay at dawn")
    expect(card.locator(".pill")).to_have_count(0)
    assert Image.objects.get().alt == "A quay at dawn"
    card.get_by_label("Decorative").check()
    expect(card.get_by_label("Alternative text")).to_be_disabled()
    card.get_by_role("button", name="Save").click()
    expect(card.locator(".pill")).to_have_text("Decorative")
    assert (Image.objects.get().alt, Image.objects.get().is_decorative) == ("A quay at dawn", True)


def test_words_that_are_typed_and_not_saved_are_not_left_without_asking(page, log_in, reporter):
    make_image(alt="")
    log_in(page, reporter)
    page.goto(LIST)
    card = page.locator(".library-card")
    card.get_by_text("Complete it here").click()
    warned = "() => !dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    assert not page.evaluate(warned)
    card.get_by_label("Alternative text").fill("A quay")
    assert page.evaluate(warned)
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_role("status")).to_have_text("Saved.")
    assert not page.evaluate(warned)


def test_what_somebody_else_has_completed_meanwhile_comes_to_the_card(page, log_in, reporter):
    image = make_image(alt="", credit="AP")
    log_in(page, reporter)
    page.goto(LIST)
    Image.objects.update(alt="Theirs")
    card = page.locator(f"#picture-{image.pk}")
    card.get_by_text("Complete it here").click()
    for credit in ("Mine/AP", "Again/AP"):
        card.get_by_label("Credit").fill(credit)
        card.get_by_role("button", name="Save").click()
        expect(card.locator(".library-credit")).to_have_text(credit)
        expect(card.get_by_label("Alternative text")).to_have_value("Theirs")
    assert Image.objects.get().alt == "Theirs"


def test_what_is_sent_again_with_a_new_token_is_what_was_sent(page, log_in, reporter, problems):
    make_image(alt="A quay", credit="")
    log_in(page, reporter)
    page.goto(LIST)
    held = []
    page.route(UPLOAD, lambda route: held.append(route))
    page.context.clear_cookies(name="csrftoken")
    card = page.locator(".library-card")
    card.get_by_text("Complete it here").click()
    card.get_by_label("Credit").fill("AP")
    with page.expect_request(UPLOAD):  # asks for a token that is good now
        card.get_by_role("button", name="Save").click()
    card.get_by_label("Decorative").check()
    held[0].continue_()
    expect(card.get_by_role("status")).to_have_text("Saved.")
    stored = Image.objects.get()
    assert (stored.alt, stored.credit, stored.is_decorative) == ("A quay", "AP", False)
    expect(card.get_by_label("Decorative")).to_be_checked()  # typed since, and not saved
    problems.clear()  # the 403


def test_what_is_wrong_is_said_of_its_field(page, log_in, reporter, problems):
    make_image(alt="", credit="")
    log_in(page, reporter)
    page.goto(LIST)
    Image.objects.update(alt="Theirs", credit="Theirs/AP")
    card = page.locator(".library-card")
    card.get_by_text("Complete it here").click()
    card.get_by_label("Alternative text").fill("Mine")
    card.get_by_label("Credit").fill("Mine/AP")
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_role("status")).to_have_text(
        "Alternative text: Somebody else has changed this to “Theirs”. Save again to have yours. "
        "Credit: Somebody else has changed this to “Theirs/AP”. Save again to have yours."
    )
    problems.clear()  # the 400


def test_without_scripts_files_come_in_and_words_are_saved_all_the_same(new_page, log_in, reporter):
    page = new_page(java_script_enabled=False)
    log_in(page, reporter)
    page.goto(LIST)
    expect(page.get_by_text("No more than 50 at once.")).to_be_visible()
    page.set_input_files("#upload-files", [chosen("one.png"), chosen("two.png")])
    page.get_by_role("button", name="Upload").click()
    assert page.locator(".library-card").count() == 2
    card = page.locator(".library-card").first
    card.locator("textarea[name=alt]").fill("A quay")
    card.get_by_role("button", name="Save").click()
    assert page.locator(".messagelist .success").inner_text() == "“A quay” was saved."
    assert set(Image.objects.values_list("alt", flat=True)) == {"A quay", ""}
    page.select_option("select[name=lacks]", "alt")
    page.get_by_role("button", name="Show", exact=True).click()
    assert page.locator(".library-card").count() == 1


def everything(by):
    """Cards with every mark, and words that are far too long."""
    now, day = timezone.now(), timedelta(days=1)
    make_live(lead_image=make_image(alt="A quay", credit="A. Name/AP", by=by))
    make_image(alt="Rindfleischetikettierungsüberwachungsaufgabenübertragung" * 3, by=by)
    make_image(alt="ميناء يفتح من جديد", credit="وكالة", usable_until=now + day)
    make_image(alt="Staged", do_not_use="Staged scene: the agency has called it back" * 3)
    make_image(alt="", size=(30, 400), usable_until=now + 300 * day, is_decorative=True)
    bare = make_image(alt="")
    Image.objects.filter(pk=bare.pk).update(credit="", rendition_key=None, renditions={})


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", SIZES)
def test_it_is_accessible_and_fits(new_page, log_in, axe, reporter, width, scheme, problems):
    everything(reporter)
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    log_in(page, reporter)
    for direction in ("ltr", "rtl"):
        page.goto(LIST)
        page.evaluate("direction => { document.documentElement.dir = direction }", direction)
        page.evaluate("document.querySelectorAll('.quick').forEach(one => { one.open = true })")
        drop(page, [png(), zeros("bad.png", 10)])
        expect(rows(page, "done")).to_have_count(1)
        expect(rows(page, "failed")).to_have_count(1)
        assert axe(page, None, RULES) == [], direction
        assert page.evaluate(TOO_WIDE) == 0, direction
    problems.clear()  # the 400


def test_cards_stand_below_each_other_on_a_phone(new_page, log_in, reporter):
    for _n in range(2):
        make_image()
    page = new_page(viewport={"width": 375, "height": 800})
    log_in(page, reporter)
    page.goto(LIST)
    boxes = [card.bounding_box() for card in page.locator(".library-card").all()]
    assert boxes[0]["x"] == boxes[1]["x"]
    assert boxes[0]["width"] > 300
