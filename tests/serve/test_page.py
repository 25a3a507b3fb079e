"""The page in a real browser: with the mouse, with keys alone, on a narrow screen, and with a token."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recbole_tema.prepare.images.download import adopt_images
from recbole_tema.recommend import Recommender
from tests.serve.conftest import HOSTILE, Server, serving

sync_api = pytest.importorskip("playwright.sync_api")
TOKEN = "correct-horse-battery"


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that fails the test on console errors, dialogs, and requests to other hosts."""
    context = browser.new_context(viewport={"width": 1100, "height": 900})
    page, problems = context.new_page(), []
    page.set_default_timeout(10_000)

    def on_request(request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "blob:http://127.0.0.1:")):
            problems.append(f"requested {request.url}")

    def on_console(message: Any) -> None:
        # The browser itself logs a rejected token.
        if message.type in ("error", "warning") and "401" not in message.text:
            problems.append(message.text)

    page.on("request", on_request)
    page.on("console", on_console)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: (problems.append(dialog.message), dialog.dismiss()))
    yield page
    context.close()
    assert problems == []


def shown(page: Any, domain: str) -> list[str]:
    """Item ids in the column of a domain, from the top."""
    column = page.get_by_role("region", name=f"Recommended in {domain}")
    found: list[str] = column.locator("li.card").evaluate_all("cards => cards.map(card => card.dataset.item)")
    return found


def settled(page: Any, recommender: Recommender, history: list[str]) -> None:
    """Wait until both columns show the recommendations of the recommender."""
    for domain in ("d0", "d1"):
        expected = [one.item_id for one in recommender.recommend(history, 10, domain)]
        cards = "[...document.querySelectorAll(`section[aria-label='Recommended in ${name}'] li.card`)]"
        page.wait_for_function(
            f"([name, ids]) => {cards}.map(card => card.dataset.item).join() === ids", arg=[domain, ",".join(expected)]
        )


def add(page: Any, words: str, title: str) -> None:
    page.get_by_label("Find an item").fill(words)
    page.get_by_role("button", name=f"Add {title} to the history").click()


def test_a_history_is_built_and_recommendations_change(page: Any, server: Server, recommender: Recommender) -> None:
    page.goto(server.url)
    settled(page, recommender, [])
    assert page.locator("#info").text_content() == "TEMA on toy"
    add(page, "number 3", "Thing number 3")
    settled(page, recommender, ["i3"])
    add(page, "i4", "Thing number 4")
    settled(page, recommender, ["i3", "i4"])
    before = shown(page, "d0")
    assert page.locator("#history .title").all_text_contents() == ["Thing number 3", "Thing number 4"]
    page.get_by_role("button", name="Move Thing number 4 up").click()
    settled(page, recommender, ["i4", "i3"])
    page.get_by_role("button", name="Remove Thing number 3").click()
    settled(page, recommender, ["i4"])
    assert shown(page, "d0") != before
    place = {item: i for i, item in enumerate(shown(page, "d0"))}
    page.get_by_role("button", name="Clear").click()
    settled(page, recommender, [])
    for now, item in enumerate(shown(page, "d0")):
        mark = page.locator(f"li.card[data-item={item}] .head .hidden").all_text_contents()
        was = place.get(item)
        expected = "new here" if was is None else f"up {was - now}" if was > now else f"down {now - was}"
        assert mark == ([] if was == now else [expected])
    assert "Top recommendation in d0: " in page.locator("#news").text_content()


def test_images_tags_and_explanations(page: Any, server: Server, recommender: Recommender) -> None:
    page.goto(server.url)
    add(page, "i4", "Thing number 4")  # mod-1, half-0
    settled(page, recommender, ["i4"])
    page.wait_for_function("() => [...document.images].every(image => image.complete && image.naturalWidth === 8)")
    cards = page.locator("li.card")
    for card in cards.all():
        item = card.get_attribute("data-item")
        # i7 has no image, and that of i8 is a link out of the folder.
        assert card.locator("img").count() == (0 if item in ("i7", "i8") else 1)
        tags = {text.split(" (")[0]: "(shared" in text for text in card.locator(".tags li").all_text_contents()}
        number = int(item[1:])
        if number >= 2:
            assert tags == {f"mod-{number % 3}": number % 3 == 1, f"half-{number % 2}": number % 2 == 0}
    first = cards.first
    first.get_by_text("Why").click()
    rows = first.locator(".explanation table").first.locator("tr")
    rows.first.wait_for()
    one = recommender.recommend(["i4"], 1, "d0", explain=True)[0]
    shown_values = {row.locator("th").text_content(): row.locator(".value").text_content() for row in rows.all()}
    expected = {name: value for name, value in one.explanation.contributions.items() if value}
    assert {name: float(value.replace("\u2212", "-")) for name, value in shown_values.items()} == pytest.approx(
        expected, abs=0.006
    )
    past = first.locator(".explanation table").last
    assert past.locator("th").all_text_contents() == ["Thing number 4"]
    # An open explanation stays open, and is that for the new history.
    item = first.get_attribute("data-item")
    candidates = [one.item_id for one in recommender.recommend(["i4", "i9"], 10, "d0")]
    assert item in candidates
    add(page, "i9", "Thing number 9")
    settled(page, recommender, ["i4", "i9"])
    past = page.locator(f"li.card[data-item={item}] .explanation table").last
    past.wait_for()
    assert sorted(past.locator("th").all_text_contents()) == ["Thing number 4", "Thing number 9"]


def test_the_page_works_with_the_keyboard_alone(page: Any, server: Server, recommender: Recommender) -> None:
    page.goto(server.url)
    settled(page, recommender, [])

    def focused() -> str:
        name: str = page.evaluate("document.activeElement.ariaLabel || document.activeElement.id")
        return name

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if focused() == name:
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline == "solid"
                return
        raise AssertionError(f"no Tab reaches {name}")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the recommendations"
    tab_to("query")
    page.keyboard.type("thing number 1")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add Thing number 15 to the history").wait_for()
    tab_to("Add Thing number 15 to the history")
    page.keyboard.press("Enter")
    settled(page, recommender, ["i15"])
    assert focused() == "Add Thing number 15 to the history"
    tab_to("Add Thing number 16 to the history")
    page.keyboard.press("Space")
    settled(page, recommender, ["i15", "i16"])
    tab_to("Move Thing number 15 down")
    page.keyboard.press("Enter")
    settled(page, recommender, ["i16", "i15"])
    assert focused() == "Move Thing number 15 up"  # it cannot move down any more
    page.keyboard.press("Tab")
    assert focused() == "Remove Thing number 15"
    page.keyboard.press("Enter")
    settled(page, recommender, ["i16"])
    assert focused() == "Remove Thing number 16"
    page.keyboard.press("Enter")
    settled(page, recommender, [])
    assert focused() == "history-title"
    best = recommender.recommend([], 1, "d0")[0]
    tab_to(f"Why {best.title}")
    page.keyboard.press("Enter")
    page.locator(f"li.card[data-item={best.item_id}] .explanation").wait_for()


def test_titles_are_text(page: Any, server: Server) -> None:
    page.goto(server.url)
    add(page, "onerror", HOSTILE)
    assert page.locator("#history .title").all_text_contents() == [HOSTILE]
    page.get_by_label("Find an item").fill("zebra")
    page.wait_for_function("() => document.getElementById('count').textContent === '0 items'")
    page.get_by_label("Find an item").fill("")
    page.wait_for_function("() => document.getElementById('count').textContent === ''")
    assert page.locator("#results li").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_screen_needs_no_horizontal_scrolling(page: Any, server: Server, scheme: str) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    page.emulate_media(color_scheme=scheme)
    page.goto(server.url)
    add(page, "onerror", HOSTILE)
    page.locator("li.card summary").first.click()
    page.locator(".explanation").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    colours = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    dark = [sum(map(int, colour[4:-1].split(","))) < 380 for colour in colours]
    assert dark == ([True, False] if scheme == "light" else [False, True])


def test_the_page_requests_the_token(page: Any, folder: Path) -> None:
    with serving(folder, token=TOKEN) as server:
        page.goto(server.url)
        field = page.get_by_label("This service requires a token")
        field.fill("wrong")
        page.get_by_role("button", name="Continue").click()
        page.wait_for_function("() => document.getElementById('token').value === ''")
        assert page.locator("li.card").count() == 0
        field.fill(TOKEN)
        page.keyboard.press("Enter")
        page.locator("li.card").first.wait_for()
        assert not field.is_visible()
        page.wait_for_function(
            "() => document.images.length && [...document.images].every(image => image.naturalWidth === 8)"
        )
        page.reload()
        page.locator("li.card").first.wait_for()


def test_images_of_a_folder_with_subfolders(page: Any, folder: Path, recommender: Recommender, tmp_path: Path) -> None:
    """`prepare --images` lists files elsewhere; also one that browsers do not display."""
    pillow = pytest.importorskip("PIL.Image")
    shutil.copytree(folder, tmp_path / "copy")
    images = tmp_path / "copy/data/toy/images"
    shutil.rmtree(images)
    shots = tmp_path / "shots"
    for i in range(1, 30):
        path = shots / f"{i % 3}/x/i{i}.{'tif' if i == 2 else 'jpg'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        pillow.new("RGB", (i + 8, 8)).save(path)
    adopt_images([f"i{i}" for i in range(30)], shots, images)
    with serving(tmp_path / "copy") as server:
        page.goto(server.url)
        settled(page, recommender, [])
        page.wait_for_function("() => document.images.length > 0")
        page.wait_for_function("() => [...document.images].every(image => image.complete && image.naturalHeight)")
        cards = page.locator("li.card").all()
        assert cards
        for card in cards:
            item = int(card.get_attribute("data-item")[1:])
            widths = card.locator("img").evaluate_all("images => images.map(image => image.naturalWidth)")
            assert widths == ([item + 8] if item else [])
