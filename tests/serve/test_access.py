"""Who may ask."""

from __future__ import annotations

import logging

import pytest
from fastapi.testclient import TestClient

from recbole_tema.errors import ConfigError
from recbole_tema.recommend import Recommender
from recbole_tema.serve import Settings
from recbole_tema.serve.settings import TOKEN, is_loopback, token_for
from tests.serve.conftest import client_of

SECRET = "correct-horse-battery"
OPEN = ("/", "/page/app.js", "/healthz", "/readyz")
CLOSED = ("/domains", "/items", "/items/i5", "/pictures/i5", "/metrics", "/openapi.json", "/nowhere", "/page")


def test_with_a_token_everything_of_the_data_asks_for_it(
    recommender: Recommender, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    settings = Settings(token=SECRET)
    assert SECRET not in repr(settings)
    with client_of(recommender, settings) as client:
        for path in OPEN:
            assert client.get(path).status_code == 200
        for given in (None, "Bearer wrong", f"Basic {SECRET}", SECRET, f"Bearer {SECRET}x", "Bearer ", "Bearer ü"):
            headers = {} if given is None else {"Authorization": given.encode("latin-1")}
            for path in CLOSED:
                answer = client.get(path, headers=headers)
                assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
                assert answer.json()["error"]["message"] == "The token is missing or wrong."
            assert client.post("/recommend", json={"history": []}, headers=headers).status_code == 401
        right = {"Authorization": f"Bearer {SECRET}"}
        assert [client.get(path, headers=right).status_code for path in CLOSED[:6]] == [200] * 6
        assert client.post("/recommend", json={"history": []}, headers=right).status_code == 200
        # Any name will do: whoever knows the token was let in.
        assert client.get("/domains", headers={**right, "Host": "shop.example"}).status_code == 200
    assert SECRET not in caplog.text


def test_without_a_token_a_name_of_elsewhere_is_refused(client: TestClient) -> None:
    for host in ("127.0.0.1:8000", "localhost", "LOCALHOST:80", "[::1]:9"):
        assert client.get("/domains", headers={"Host": host}).status_code == 200
    for host in ("evil.example", "127.0.0.1.evil.example", "evil.example:8000", ""):
        answer = client.get("/domains", headers={"Host": host})
        assert answer.status_code == 400 and "this name" in answer.json()["error"]["message"]


def test_others_are_served_with_a_token_alone() -> None:
    assert token_for("127.0.0.1", {}) is None and token_for("::1", {TOKEN: ""}) is None
    for host in ("0.0.0.0", "::", "192.168.1.5", "shop.example", "127.0.0.1.example"):
        assert not is_loopback(host)
        with pytest.raises(ConfigError, match=f"{host} could use the service. Set {TOKEN}"):
            token_for(host, {})
        assert token_for(host, {TOKEN: SECRET}) == SECRET
    for weak in ("short", "a" * 20 + "ü", "a" * 20 + "\n"):
        with pytest.raises(ConfigError, match="short, or has characters"):
            token_for("127.0.0.1", {TOKEN: weak})
