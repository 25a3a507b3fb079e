"""Ids that contain spaces and tags of other scripts: in the files, the command, the service and its page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from recbole_tema.cli import main
from recbole_tema.recommend import Recommender
from tests.serve.conftest import client_of, png, serving
from tests.toy import write_toy
from tests.trained import train, working_in

# Items "item 1 b", users "user 1"; "item 2" is an item, and so is "item 2 b".
NAMES = {r"\bi(\d+)\t": r"item \1 b\t", r"\bu(\d+)\t": r"user \1\t", "mod-": "crème-n", "half-": "电影-n"}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("named")
    with working_in(folder):
        write_toy(folder / "data")
        for path in (folder / "data/toy").iterdir():
            text = path.read_text(encoding="utf-8")
            for name, other in NAMES.items():
                text = re.sub(name, other, text)
            path.write_text(text.replace("item 20 b\t", "item 2\t").replace("item 21 b\t", "b\t"), encoding="utf-8")
        train(folder, epochs=1)
    (folder / "data/toy/images/x y").mkdir(parents=True)
    for i in range(2, 20):
        (folder / f"data/toy/images/x y/item {i} b.png").write_bytes(png())
    return folder


@pytest.fixture(scope="module")
def named_recommender(named: Path) -> Recommender:
    return Recommender.load(named / "runs/TEMA-1", named / "data")


@pytest.fixture
def named_client(named_recommender: Recommender) -> Iterator[TestClient]:
    with client_of(named_recommender) as client:
        yield client


@pytest.mark.parametrize(
    ("arguments", "history"),
    [
        (["--history=item 3 b item 4 b"], ["item 3 b", "item 4 b"]),
        (["--history=item 3 b", "--history", '"item 2"'], ["item 3 b", "item 2"]),
        (["--history=item 3 b nothing", "--skip-unknown"], ["item 3 b"]),
        (["--history", '"item 2" "b"'], ["item 2", "b"]),
        (["--user=user 1"], None),
    ],
)
def test_recommendations(
    named: Path,
    named_recommender: Recommender,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    history: list[str] | None,
) -> None:
    main(
        [
            *("recommend", str(named / "runs/TEMA-1"), f"--data_path={named / 'data'}", "--json", "-k5"),
            *("--exclude=item 5 b", "--exclude=item 6 b item 7 b", "--tags=crème-n1,电影-n0", *arguments),
        ]
    )
    output = json.loads(capsys.readouterr().out)
    expected = named_recommender.recommend(
        history or "user 1", 5, exclude=["item 5 b", "item 6 b", "item 7 b"], tags=["crème-n1", "电影-n0"]
    )
    assert output["history"] == (history or list(named_recommender.history_of("user 1").items))
    assert [item["item_id"] for item in output["recommendations"]] == [item.item_id for item in expected]


def test_an_ambiguous_history_is_refused(named: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["recommend", str(named / "runs/TEMA-1"), f"--data_path={named / 'data'}", "--history=item 2 b"])
    assert "--history can be read as 'item 2', 'b' or 'item 2 b'" in " ".join(capsys.readouterr().err.split())


def test_service(named_client: TestClient, named_recommender: Recommender) -> None:
    request = {"history": ["item 3 b", "item 2"], "k": 3, "tags": ["电影-n1"], "exclude": ["item 5 b"], "explain": True}
    (listed,) = named_client.post("/recommend", json=request).json()["lists"]
    expected = named_recommender.recommend(["item 3 b", "item 2"], 3, tags=["电影-n1"], exclude=["item 5 b"])
    assert [item["item_id"] for item in listed["items"]] == [item.item_id for item in expected]
    assert all("电影-n1" in item["tags"] for item in listed["items"])
    assert named_client.post("/recommend", json={"user": "user 1"}).status_code == 200
    assert named_client.get("/items/item 3 b").json()["tags"] == ["crème-n0", "电影-n1"]
    assert named_client.get("/images/item%203%20b").content == png()
    assert named_client.get("/items", params={"q": "item 3 b"}).json()["items"][0]["item_id"] == "item 3 b"


def test_page(browser: Any, named: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(10_000)
    with serving(named) as server:
        page.goto(server.url)
        page.get_by_label("Find an item").fill("number 3")
        page.get_by_role("button", name="Add Thing number 3 to the history").click()
        page.wait_for_function("() => document.querySelector('#history .title')")
        page.wait_for_function("() => document.images.length > 0")
        page.wait_for_function("() => [...document.images].every(image => image.complete && image.naturalWidth === 8)")
        assert "电影-n1" in page.locator("#columns").text_content()
        items = page.locator("li.card").evaluate_all("cards => cards.map(card => card.dataset.item)")
        assert items and all(" " in item or item == "b" for item in items)
    context.close()
