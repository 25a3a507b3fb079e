"""Redirects, and addresses that are not public: what a hostile catalog could reach."""

from __future__ import annotations

import ssl
import time
from collections import Counter
from pathlib import Path

import httpcore
import pytest

from recbole_tema.prepare.images import http
from tests.prepare.images.site import Handler, Site, body, fetch, image_bytes, reason, status

default_ssl_context = httpcore.default_ssl_context  # before a fixture replaces it


def test_redirects(site: Site, tmp_path: Path) -> None:
    site.url("3", body(image_bytes()))
    site.url("2", status(307, Location="3"))
    site.url("1", status(301, Location="/2"))
    chain = site.url("0", status(302, Location=site.url("1")))
    record = fetch({"A": chain}, tmp_path, max_redirects=3)["A"]
    assert (record.status, record.url, record.width) == ("ok", chain, 40)
    assert reason(chain, tmp_path / "few", max_redirects=2) == "too-many-redirects"
    loop = site.url("loop", status(302, Location="/loop"))
    assert reason(loop, tmp_path / "loop") == "too-many-redirects"
    assert site.requests == {"/0": 2, "/1": 2, "/2": 2, "/3": 1, "/loop": 6}
    assert reason(site.url("file", status(302, Location="file:///etc/passwd")), tmp_path / "b") == "scheme"
    assert reason(site.url("bad", status(302, Location="http://[")), tmp_path / "c") == "bad-url"
    assert reason(site.url("none", status(302)), tmp_path / "d") == "http-302"


def test_one_timeout_for_all_redirects(site: Site, tmp_path: Path) -> None:
    def slowly(handler: Handler) -> None:
        time.sleep(0.25)
        handler.answer(302, b"", Location="/loop")

    assert reason(site.url("loop", slowly), tmp_path, timeout=0.6, max_redirects=50, retries=0) == "timeout"
    assert site.requests["/loop"] in (2, 3)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "0.0.0.0", "[::1]"])
def test_private_address_is_refused(site: Site, tmp_path: Path, host: str) -> None:
    url = site.url("a", body(image_bytes())).replace("127.0.0.1", host)
    assert reason(url, tmp_path, allow_private=False) == "private-address"
    assert not site.requests
    if host == "127.0.0.1":
        assert fetch({"i": url}, tmp_path)["i"].status == "ok"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::5db8:d822", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert http._is_public(address) is public


def resolve_to(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Answer look-ups in turn, with 127.0.0.1 as the only public address; returns the list of hosts looked up."""
    remaining, looked_up = list(answers), []

    async def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return remaining.pop(0) if remaining else [host]

    monkeypatch.setattr(http, "_resolve", resolve)
    monkeypatch.setattr(http, "_is_public", lambda address: address == "127.0.0.1")
    return looked_up


def test_redirect_to_a_private_address_is_refused(
    site: Site, inner: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = resolve_to(monkeypatch)
    url = site.url("a", status(302, Location=inner.url("secret", body(image_bytes()))))
    assert reason(url, tmp_path, allow_private=False) == "private-address"
    assert looked_up == ["127.0.0.1", "127.0.0.2"] and site.requests == {"/a": 1} and not inner.requests
    # The redirect itself works: only the address was refused.
    assert fetch({"i": url}, tmp_path, allow_private=True)["i"].status == "ok" and inner.requests == {"/secret": 1}


def test_rebinding_uses_the_checked_address(
    site: Site, inner: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up = resolve_to(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
    site.url("a", body(image_bytes()))
    inner.url("a", body(image_bytes()))
    url = f"http://pic.test:{site.server_port}/a"
    assert fetch({"i": url}, tmp_path, allow_private=False)["i"].status == "ok"
    assert looked_up == ["pic.test"] and site.requests == {"/a": 1}
    assert site.headers[0]["Host"] == f"pic.test:{site.server_port}"
    # The next connection looks it up again, and gets the other address.
    assert fetch({"j": url}, tmp_path, allow_private=False)["j"].reason == "private-address"
    assert looked_up == ["pic.test", "pic.test"] and not inner.requests


def test_one_private_address_of_several_is_refused(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, ["127.0.0.1", "10.0.0.1"])
    site.url("a", body(image_bytes()))
    url = f"http://pic.test:{site.server_port}/a"
    assert reason(url, tmp_path, allow_private=False) == "private-address" and not site.requests


def test_next_address_is_used_if_one_is_down(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve_to(monkeypatch, ["127.0.0.3", "127.0.0.1"])
    site.url("a", body(image_bytes()))
    record = fetch({"i": f"http://pic.test:{site.server_port}/a"}, tmp_path, retries=0)["i"]
    assert record.status == "ok" and site.requests == {"/a": 1}


# A key and a certificate of the name pic.test, generated for this test only: nothing else trusts them.
KEY = (
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg4+6SD9D6lnyOLOxtETjftOcvOYdB5QBZ84gAnVJ8wSmhRANCAAQLLG5plV3rZL+6"
    "89OQRV2jdA1tbKzBOOAT35FEPST7awLjnSMQi3BbjqITGVfsFUQa6jvnX2UVX5LGwCKd8seT"
)
CERTIFICATE = (
    "MIIBpDCCAUqgAwIBAgIUPB4H4HFLGQKtMGep7B/Z4V3t7CYwCgYIKoZIzj0EAwIwHDEaMBgGA1UEAwwRcmVjYm9sZS10ZW1hIHRlc3QwIBcNMjYx"
    "MTI0MDcyMDEzWhgPMjEyNjEwMzEwNzIwMTNaMBwxGjAYBgNVBAMMEXJlY2JvbGUtdGVtYSB0ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"
    "CyxuaZVd62S/uvPTkEVdo3QNbWyswTjgE9+RRD0k+2sC450jEItwW46iExlX7BVEGuo7519lFV+SxsAinfLHk6NoMGYwHQYDVR0OBBYEFGa1GbQi"
    "uSkYxIoGTQq/6J/KbKU6MB8GA1UdIwQYMBaAFGa1GbQiuSkYxIoGTQq/6J/KbKU6MA8GA1UdEwEB/wQFMAMBAf8wEwYDVR0RBAwwCoIIcGljLnRl"
    "c3QwCgYIKoZIzj0EAwIDSAAwRQIhAJEZGffzPFW9O8Y9JvxKRQnWTaB3xG0WAtGBhZxZ6jE4AiAoehHciSfnRThAaAh5s2dcAuIBc37Fgdn+keQ7"
    "sGByAw=="
)


def pem(kind: str, text: str) -> str:
    lines = [text[i : i + 64] for i in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----", ""])


def test_certificates_are_verified_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    key.write_text(pem("PRIVATE KEY", KEY))
    certificate.write_text(pem("CERTIFICATE", CERTIFICATE))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    monkeypatch.setattr(httpcore, "default_ssl_context", default_ssl_context)
    named: list[str | None] = []
    context.sni_callback = lambda _, name, __: named.append(name)  # type: ignore[assignment]
    looked_up = resolve_to(monkeypatch, *[["127.0.0.1"]] * 4)
    with Site(context=context) as secure:
        secure.url("a", body(image_bytes()))
        url = f"https://pic.test:{secure.server_port}/a"
        assert reason(url, tmp_path / "unknown", allow_private=False, retries=0) == "connection"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert fetch({"i": url}, tmp_path / "known", allow_private=False)["i"].status == "ok"
        other = url.replace("pic.test", "other.test")
        # Both names have the same address in the same run: a connection that is verified for pic.test is not used for
        # other.test.
        records = fetch({"i": url, "j": other}, tmp_path / "both", allow_private=False, retries=0)
        assert (records["i"].status, records["j"].reason) == ("ok", "connection")
        secure.shutdown()
    assert looked_up == named and Counter(named) == {"pic.test": 3, "other.test": 1}
    assert {headers["Host"] for headers in secure.headers} == {f"pic.test:{secure.server_port}"}
