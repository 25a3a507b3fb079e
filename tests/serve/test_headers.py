"""Every response has the security headers."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from recbole_tema.recommend import Recommender
from recbole_tema.serve import Settings, create_app
from recbole_tema.serve.headers import PAGE_POLICY, SECURITY_HEADERS
from tests.serve.conftest import LOOPBACK, client_of

PAGES = ("/", "/page/app.js", "/page/style.css", "/page/icon.svg")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        *(("GET", path, 200) for path in PAGES),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/metrics", 200),
        ("GET", "/openapi.json", 200),
        ("GET", "/info", 200),
        ("GET", "/info/", 307),
        ("GET", "/items/i5", 200),
        ("GET", "/items/unknown", 404),
        ("GET", "/items?limit=x", 422),
        ("GET", "/images/i5", 200),
        ("GET", "/images/i7", 404),
        ("GET", "/page/unknown", 404),
        ("GET", "/docs", 404),
        ("HEAD", "/info", 405),
        ("OPTIONS", "/recommend", 405),
        ("POST", "/reload", 403),
        ("POST", "/recommend", 422),
    ],
)
def test_every_response_has_them(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path, follow_redirects=False)
    policy = PAGE_POLICY if path in PAGES else SECURITY_HEADERS["Content-Security-Policy"]
    expected = {**SECURITY_HEADERS, "Content-Security-Policy": policy}
    assert response.status_code == status
    # Not as a dict, which would hide a header that is sent twice.
    sent = [(name, value) for name, value in response.headers.multi_items() if name.title() in expected]
    assert sorted(sent) == sorted((name.lower(), value) for name, value in expected.items())


def test_errors_of_the_outer_layers_have_them(recommender: Recommender, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(queries: object) -> None:
        raise RuntimeError

    def check(response: object, status: int) -> None:
        assert response.status_code == status  # type: ignore[attr-defined]
        assert (
            SECURITY_HEADERS.items()
            <= {
                name.title(): value
                for name, value in response.headers.items()  # type: ignore[attr-defined]
            }.items()
        )

    with client_of(recommender, Settings(max_body=1024)) as client:
        check(client.post("/recommend", content=b"x" * 1025), 413)
        check(client.get("/info", headers={"Host": "evil.example"}), 400)
        monkeypatch.setattr(recommender, "recommend_batch", broken)
        check(client.post("/recommend", json={"history": []}), 500)
    with TestClient(create_app(lambda: recommender, Settings(token="correct-horse-battery")), LOOPBACK) as client:
        check(client.get("/info"), 401)


def test_the_page_policy_allows_no_inline_script() -> None:
    assert "unsafe" not in PAGE_POLICY and "default-src 'none'; script-src 'self'; style-src 'self'" in PAGE_POLICY
