"""Responses contain the results of the recommender, and errors have one format."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from recbole_tema.recommend import History, Recommender
from recbole_tema.serve import Settings
from tests.serve.conftest import HOSTILE, client_of, png, weights_file


def ids(lists: list[dict[str, Any]]) -> list[list[str]]:
    return [[item["item_id"] for item in one["items"]] for one in lists]


def refused(client: TestClient, status: int, body: Any) -> dict[str, Any]:
    """Send a request that must be refused, and return its error."""
    response = client.post("/recommend", json=body)
    assert response.status_code == status and set(response.json()) == {"error"}
    error: dict[str, Any] = response.json()["error"]
    assert error["status"] == status and set(error) == {"status", "message", "details"}
    return error


def test_recommendations_are_those_of_the_recommender(client: TestClient, recommender: Recommender) -> None:
    times = [1.0e9, 1.1e9, 1.2e9]
    body = {"history": ["i3", "i4", "i9"], "times": times, "k": 4, "domains": ["d1", "d0"], "tags": ["mod-1"]}
    response = client.post("/recommend", json={**body, "exclude": ["i1"], "explain": True}).json()
    assert (response["n_used"], response["skipped_items"]) == (3, [])
    assert [one["domain"] for one in response["lists"]] == ["d1", "d0"]
    for one in response["lists"]:
        history, options = History(["i3", "i4", "i9"], times), {"exclude": ["i1"], "tags": ["mod-1"], "explain": True}
        expected = recommender.recommend(history, 4, one["domain"], **options)
        assert [item["item_id"] for item in one["items"]] == [other.item_id for other in expected]
        for item, other in zip(one["items"], expected):
            assert item["score"] == pytest.approx(other.score, abs=1e-5)
            assert (item["title"], item["domain"]) == (other.title, other.domain)
            explanation, expected_explanation = item["explanation"], other.explanation
            contributions = expected_explanation.contributions
            assert explanation["contributions"] == pytest.approx(contributions, abs=1e-4)
            assert [tag["tag"] for tag in explanation["tags"]] == [tag.tag for tag in expected_explanation.tags]
            effects = [past["effect"] for past in explanation["history"]]
            assert effects == pytest.approx([past.effect for past in expected_explanation.history], abs=1e-4)


def test_one_list_of_all_domains_without_explanations(client: TestClient, recommender: Recommender) -> None:
    response = client.post("/recommend", json={"history": []}).json()
    assert ids(response["lists"]) == [[one.item_id for one in recommender.recommend([])]]
    assert response["lists"][0]["domain"] is None and "explanation" not in response["lists"][0]["items"][0]
    again = client.post("/recommend", json={"history": ["i3"], "candidates": ["i3", "i5"], "filter_seen": False}).json()
    assert sorted(ids(again["lists"])[0]) == ["i3", "i5"]


def test_a_user_stands_for_all_interactions(client: TestClient, recommender: Recommender) -> None:
    response = client.post("/recommend", json={"user": "u9", "k": 5}).json()
    assert ids(response["lists"]) == [[one.item_id for one in recommender.recommend(recommender.history_of("u9"), 5)]]
    assert response["n_used"] == 8
    assert "Unknown user 'unknown'" in refused(client, 422, {"user": "unknown"})["message"]


def test_unknown_items_are_errors_or_skipped(client: TestClient) -> None:
    body = {"history": ["i3", "zz", "i4"], "times": [1e9, 2e9, 3e9]}
    assert "unknown items: 'zz'" in refused(client, 422, body)["message"]
    response = client.post("/recommend", json={**body, "unknown_items": "skip"}).json()
    known = client.post("/recommend", json={"history": ["i3", "i4"], "times": [1e9, 3e9]}).json()
    assert response["skipped_items"] == ["zz"] and response["lists"] == known["lists"]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "body"),
        ({"history": ["i3"], "user": "u1"}, "body"),
        ({"history": ["i3"], "times": [1e9, 2e9]}, "body"),
        ({"history": ["i3"], "times": [1e300]}, "body.times.0"),
        ({"history": ["i3"], "k": 0}, "body.k"),
        ({"history": ["i3"], "k": 10**30}, "body.k"),
        ({"history": ["i3"], "k": "5"}, "body.k"),
        ({"history": ["i3"], "k": True}, "body.k"),
        ({"history": ["i3"], "k": 50, "explain": True}, "body"),
        ({"history": "i3"}, "body.history"),
        ({"history": [3]}, "body.history.0"),
        ({"history": ["i3"] * 1001}, "body.history"),
        ({"history": [""]}, "body.history.0"),
        ({"history": [], "domains": []}, "body.domains"),
        ({"history": [], "more": 1}, "body.more"),
        ({"history": [], "unknown_items": "guess"}, "body.unknown_items"),
        ([], "body"),
        (None, "body"),
    ],
)
def test_invalid_requests_name_the_invalid_part(client: TestClient, body: Any, where: str) -> None:
    assert where in [detail["where"] for detail in refused(client, 422, body)["details"]]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"domains": ["d9"]}, "Unknown domain 'd9'"),
        ({"tags": ["none"]}, "Unknown tag 'none'"),
        ({"candidates": ["zz"]}, "Unknown candidate 'zz'"),
        ({"times": [2.0, 1.0]}, "must not decrease"),
    ],
)
def test_unknown_names_and_unsorted_times(client: TestClient, more: dict[str, Any], message: str) -> None:
    assert message in refused(client, 422, {"history": ["i3", "i4"], **more})["message"]


def test_invalid_json_lone_surrogates_and_other_methods(client: TestClient) -> None:
    head = {"Content-Type": "application/json"}
    for body, status in (
        (b"{", 400),
        (b"[" * 100_000, 400),
        (b"\xff\xfe", 400),
        (b'{"history": ["\\ud800"]}', 422),
        (b'{"history": [], "\\ud800": 1}', 422),
        (b'{"history": [], "k": ' + b"9" * 5000 + b"}", 400),
        (b'{"history": ["i3"], "times": [NaN]}', 422),
        (b"", 422),
    ):
        response = client.post("/recommend", content=body, headers=head)
        assert response.status_code == status, body[:30]
        assert response.json()["error"]["status"] == status
    assert client.get("/recommend").json()["error"]["status"] == 405
    assert client.get("/nowhere").json()["error"]["status"] == 404


def test_item_search_ranks_beginnings_first(client: TestClient) -> None:
    def search(query: str) -> list[str]:
        return [item["item_id"] for item in client.get(f"/items?{query}").json()["items"]]

    assert search("q=thing number 1&limit=3") == ["i1", "i10", "i12"]
    assert search("q=cafe") == search("q=CAFÉ 11") == ["i11"]
    assert search("q=number+29+thing") == ["i29"] and search("q=i29") == ["i29"]
    assert search("q=zebra") == [] and len(search("limit=100")) == 30
    assert client.get("/items?q=thing&domain=d1&limit=2").json()["total"] == 15
    assert client.get("/items?domain=d9").status_code == 422
    assert client.get("/items?limit=101").status_code == client.get("/items?limit=x").status_code == 422


def test_details_of_an_item(client: TestClient) -> None:
    assert client.get("/items/i5").json() == {
        "item_id": "i5",
        "domain": "d1",
        "title": HOSTILE,
        "tags": ["mod-2", "half-1"],
        "has_image": True,
        "columns": {},
    }
    assert client.get("/items/%5BPAD%5D").status_code == client.get("/items/a/b").status_code == 404


def test_images_are_those_of_the_folder(client: TestClient, folder: Path) -> None:
    response = client.get("/images/i5")
    assert response.content == png() and response.headers["content-type"] == "image/png"
    assert response.headers["x-content-type-options"] == "nosniff"
    for other in ("i7", "i8", "zz", "../toy.item", "..%2ftoy.item", "%2e%2e/%2e%2e/secret", "i5.png", "/etc/passwd"):
        assert client.get(f"/images/{other}").status_code == 404, other
    file = folder / "data/toy/images/i6.png"
    file.unlink()
    assert client.get("/images/i6").status_code == 404
    file.write_bytes(png())
    assert client.get("/images/i6").status_code == 200


def test_info(client: TestClient, folder: Path) -> None:
    weights = hashlib.sha256(weights_file(folder / "runs/TEMA-1").read_bytes()).hexdigest()
    assert client.get("/readyz").json() == {"status": "ready", "weights_sha256": weights}
    assert client.get("/info").json() == {
        "dataset": "toy",
        "model": "TEMA",
        "weights_sha256": weights,
        "max_history": 8,
        "domains": [{"name": "d0", "n_items": 15}, {"name": "d1", "n_items": 15}],
    }


def test_the_description_states_the_limits(recommender: Recommender) -> None:
    with client_of(recommender, Settings(max_k=7, max_history=3)) as client:
        properties = client.get("/openapi.json").json()["components"]["schemas"]["RecommendRequest"]["properties"]
        assert (properties["k"]["maximum"], properties["k"]["default"]) == (7, 7)
        assert properties["history"]["anyOf"][0]["maxItems"] == 3
        refused(client, 422, {"history": [], "k": 8})
        refused(client, 422, {"history": ["i1"] * 4})


def test_metrics_are_counted_by_route(client: TestClient) -> None:
    client.get("/items/i5")
    client.get("/made-up-path")
    client.request("WEIRD", "/items")
    page = client.get("/metrics").text
    assert 'route="/items/{item_id:path}",status="200"' in page and "made-up-path" not in page
    assert "WEIRD" not in page and "recbole_tema_ready 1.0" in page
    assert "recbole_tema_batch_size_bucket" in page and "process_resident_memory_bytes" in page


def test_the_page_loads_nothing_from_other_hosts(client: TestClient) -> None:
    page = client.get("/")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for name in ("page/app.js", "page/api.js", "page/view.js", "page/style.css", "page/icon.svg"):
        response = client.get(f"/{name}")
        assert response.status_code == 200 and "://" not in response.text.replace("http://www.w3.org/2000/svg", "")
    assert client.get("/page/index.html").status_code == client.get("/page/..%2fapp.py").status_code == 404
