"""Access by token or by host name."""

from __future__ import annotations

import logging

import pytest
from fastapi.testclient import TestClient

from recbole_tema.errors import ConfigError
from recbole_tema.recommend import Recommender
from recbole_tema.serve import Settings
from recbole_tema.serve.settings import TOKEN_VARIABLE, is_loopback, token_for
from tests.serve.conftest import client_of

SECRET = "correct-horse-battery"
PUBLIC = ("/", "/page/app.js", "/healthz", "/readyz")
PRIVATE = ("/info", "/items", "/items/i5", "/images/i5", "/metrics", "/openapi.json", "/nowhere", "/page")


def test_all_data_requires_the_token(recommender: Recommender, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    settings = Settings(token=SECRET)
    assert SECRET not in repr(settings)
    with client_of(recommender, settings) as client:
        for path in PUBLIC:
            assert client.get(path).status_code == 200
        for given in (None, "Bearer wrong", f"Basic {SECRET}", SECRET, f"Bearer {SECRET}x", "Bearer ", "Bearer ü"):
            headers = {} if given is None else {"Authorization": given.encode("latin-1")}
            for path in PRIVATE:
                response = client.get(path, headers=headers)
                assert response.status_code == 401 and response.headers["www-authenticate"] == "Bearer"
                assert response.json()["error"]["message"] == "The token is missing or wrong."
            assert client.post("/recommend", json={"history": []}, headers=headers).status_code == 401
        right = {"Authorization": f"Bearer {SECRET}"}
        assert [client.get(path, headers=right).status_code for path in PRIVATE[:6]] == [200] * 6
        assert client.post("/recommend", json={"history": []}, headers=right).status_code == 200
        # With the token, any host name is allowed.
        assert client.get("/info", headers={**right, "Host": "shop.example"}).status_code == 200
    assert SECRET not in caplog.text


def test_other_host_names_are_refused_without_a_token(client: TestClient) -> None:
    for host in ("127.0.0.1:8000", "localhost", "LOCALHOST:80", "[::1]:9"):
        assert client.get("/info", headers={"Host": host}).status_code == 200
    for host in ("evil.example", "127.0.0.1.evil.example", "evil.example:8000", ""):
        response = client.get("/info", headers={"Host": host})
        assert response.status_code == 400 and "host name" in response.json()["error"]["message"]


def test_other_addresses_require_a_token() -> None:
    assert token_for("127.0.0.1", {}) is None and token_for("::1", {TOKEN_VARIABLE: ""}) is None
    for host in ("0.0.0.0", "::", "192.168.1.5", "shop.example", "127.0.0.1.example"):
        assert not is_loopback(host)
        with pytest.raises(ConfigError, match=f"reaches {host} could use the service. Set {TOKEN_VARIABLE}"):
            token_for(host, {})
        assert token_for(host, {TOKEN_VARIABLE: SECRET}) == SECRET
    for weak in ("short", "a" * 20 + "ü", "a" * 20 + "\n"):
        with pytest.raises(ConfigError, match="too short, or has characters"):
            token_for("127.0.0.1", {TOKEN_VARIABLE: weak})
