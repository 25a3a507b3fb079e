"""Download images: checked addresses, and a queue per host that limits the rate of requests."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import random
import re
import socket
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recbole_tema.files.storage import replacing
from recbole_tema.prepare.images.examine import Missing, examine, file_name
from recbole_tema.prepare.images.manifest import TEMPORARY, ImageOptions, ImageRecord

if TYPE_CHECKING:
    import httpcore
    import httpx

_REDIRECTS = frozenset([301, 302, 303, 307, 308])
# A name, or an IPv6 address; httpx accepts more, percent-encoded.
_HOST = re.compile(rb"[a-z0-9._-]+|[0-9a-f:.]+")
_ACCEPT = b"image/jpeg, image/png, image/webp, image/gif"
_BACKOFF, _MAX_WAIT = 0.5, 60.0
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# A generator of its own: RecBole seeds the shared one, whose state waiting must not change.
_JITTER = random.Random()


def _parse_url(url: str, base: httpx.URL | None = None) -> httpx.URL:
    import httpx

    try:
        target = httpx.URL(url) if base is None else base.join(url)
    except (httpx.InvalidURL, ValueError):
        raise Missing("bad-url") from None
    if target.scheme not in ("http", "https", ""):
        raise Missing("scheme")
    if not target.scheme or not _HOST.fullmatch(target.raw_host) or not 0 < (target.port or 80) < 65536:
        raise Missing("bad-url")
    return target


def _host(url: str) -> str:
    try:
        return _parse_url(url).raw_host.decode("ascii")
    except Missing:
        return ""


def _is_public(address: str) -> bool:
    """Whether an address is public, also if it embeds an IPv4 address."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip.ipv4_mapped or ip.sixtofour
        ip = embedded or ip
    return ip.is_global and not ip.is_multicast


async def _resolve(host: str, port: int) -> list[str]:
    """Distinct addresses of a host, in the system's order of preference."""
    try:
        infos = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:  # an empty or too long label
        raise Missing("bad-url") from None
    except OSError:
        raise Missing("connection") from None
    return list(dict.fromkeys(str(info[4][0]) for info in infos))


def _checked_backend(allow_private: bool) -> httpcore.AsyncNetworkBackend:
    """A network backend that looks up a host once, and connects to exactly the addresses it has checked.

    The pool uses it for every new connection, so each redirect is checked, and there is no second look-up that a name
    server could answer with another address (DNS rebinding). The pool uses the host's name for everything else: the
    Host header, SNI and the certificate, and which requests may share a connection.
    """
    import httpcore

    system = httpcore.AnyIOBackend()

    class CheckedBackend(httpcore.AsyncNetworkBackend):
        async def connect_tcp(
            self, host: str, port: int, timeout: float | None = None, *args: Any, **more: Any
        ) -> httpcore.AsyncNetworkStream:
            addresses = await _resolve(host, port)
            if not allow_private and not all(_is_public(address) for address in addresses):
                raise Missing("private-address")
            for address in addresses:
                try:
                    share = None if timeout is None else timeout / len(addresses)
                    return await system.connect_tcp(address, port, share, *args, **more)
                except (httpcore.ConnectError, httpcore.ConnectTimeout):
                    continue
            raise Missing("connection")

    return CheckedBackend()


# Requests


@dataclass
class _Host:
    """Slots of a host for requests, the lock to start one, and the earliest start of the next."""

    slots: asyncio.Semaphore
    start: asyncio.Lock = field(default_factory=asyncio.Lock)
    not_before: float = 0.0


class _Fetcher:
    """Downloads images within the limits."""

    def __init__(
        self, pool: httpcore.AsyncConnectionPool, threads: ThreadPoolExecutor, folder: Path, options: ImageOptions
    ) -> None:
        self.pool, self.threads, self.folder, self.options = pool, threads, folder, options
        self.slots = asyncio.Semaphore(options.concurrency)
        self.hosts: dict[str, _Host] = {}
        self.writing = threading.Lock()

    async def fetch(self, item_id: str, url: str) -> ImageRecord:
        """Download the image of one item, with retries."""
        for left in reversed(range(self.options.retries + 1)):
            try:
                return await self._try(item_id, url)
            except Missing as missing:
                if left == 0 or not TEMPORARY.fullmatch(missing.reason):
                    return ImageRecord(item_id, "missing", missing.reason, url=url, **missing.facts)
            pause = _BACKOFF * 2 ** (self.options.retries - left) * _JITTER.uniform(0.5, 1.5)
            await asyncio.sleep(min(pause, _MAX_WAIT))
        raise AssertionError("unreachable")

    async def _try(self, item_id: str, url: str) -> ImageRecord:
        if not url:
            raise Missing("no-url")
        target, left = _parse_url(url), self.options.timeout
        for _ in range(self.options.max_redirects + 1):
            # A slot is held for one request and the examination of its image, so that at most `concurrency` images
            # are in memory; never while waiting for the slot of another host, which could deadlock.
            async with self._slot(target.raw_host.decode("ascii")) as host:
                started = time.monotonic()
                status, headers, body = await self._get(target, left)
                left -= time.monotonic() - started
                if status // 100 == 2:
                    loop = asyncio.get_running_loop()
                    return await loop.run_in_executor(self.threads, self._save, item_id, url, body)
                if status in (429, 503):
                    wait = _retry_after(headers.get(b"retry-after", b"").decode("latin-1"))
                    host.not_before = max(host.not_before, time.monotonic() + wait)
            if status not in _REDIRECTS or b"location" not in headers:
                raise Missing(f"http-{status}")
            target = _parse_url(headers[b"location"].decode("utf-8", "replace"), base=target)
        raise Missing("too-many-redirects")

    @asynccontextmanager
    async def _slot(self, name: str) -> AsyncIterator[_Host]:
        host = self.hosts.setdefault(name, _Host(asyncio.Semaphore(self.options.per_host)))
        async with host.slots:
            # Requests to a host start one by one, and the delay counts from the moment a start is certain.
            async with host.start:
                while (pause := host.not_before - time.monotonic()) > 0:
                    await asyncio.sleep(pause)
                await self.slots.acquire()
                host.not_before = max(host.not_before, time.monotonic() + self.options.delay)
            try:
                yield host
            finally:
                self.slots.release()

    async def _get(self, target: httpx.URL, limit: float) -> tuple[int, dict[bytes, bytes], bytes]:
        import httpcore

        try:
            # One limit in total: with a limit between bytes a server could send them slowly for ever.
            return await asyncio.wait_for(self._receive(target, limit), limit)
        except (asyncio.TimeoutError, httpcore.TimeoutException):
            raise Missing("timeout") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            raise Missing("connection") from None

    async def _receive(self, target: httpx.URL, limit: float) -> tuple[int, dict[bytes, bytes], bytes]:
        import httpcore

        url = httpcore.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path)
        headers = {b"Host": target.netloc, b"User-Agent": self.options.user_agent.encode(), b"Accept": _ACCEPT}
        # Images are compressed already; compressed transfer would hide their size.
        headers[b"Accept-Encoding"] = b"identity"
        body = bytearray()
        limits = {"timeout": {"connect": limit}}
        async with self.pool.stream("GET", url, headers=list(headers.items()), extensions=limits) as response:
            if response.status // 100 == 2:
                async for part in response.aiter_stream():
                    body += part
                    if len(body) > self.options.max_bytes:
                        raise Missing("too-large", bytes=self.options.max_bytes)
            return response.status, {name.lower(): value for name, value in response.headers}, bytes(body)

    def _save(self, item_id: str, url: str, body: bytes) -> ImageRecord:
        facts = examine(body, self.options.max_pixels)
        name = file_name(item_id, facts["format"])
        # replacing() changes the process's umask temporarily: two threads at once could leave a wrong one.
        with self.writing, replacing(self.folder / name, "wb") as file:
            file.write(body)
        return ImageRecord(item_id, "ok", file=name, url=url, **facts)


def _retry_after(value: str) -> float:
    """Seconds that a Retry-After header requests, limited to a maximum."""
    try:
        wait = float(value) if value.strip().isdigit() else parsedate_to_datetime(value).timestamp() - time.time()
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return min(max(wait, 0.0), _MAX_WAIT)


async def fetch_all(
    urls: Mapping[str, str], folder: Path, options: ImageOptions, finish: Callable[[ImageRecord], None]
) -> None:
    """Download images with a few workers per host, so that a slow host does not delay others.

    Parameters
    ----------
    urls : mapping of str to str
        Address by item id.
    folder : Path
        Folder of the images.
    options : ImageOptions
    finish : callable
        Called with the record of each item.
    """
    import httpcore

    queues: dict[str, deque[str]] = {}
    for item_id, url in urls.items():
        queues.setdefault(_host(url), deque()).append(item_id)
    pool = httpcore.AsyncConnectionPool(
        ssl_context=httpcore.default_ssl_context(),
        max_connections=options.concurrency,
        keepalive_expiry=5.0,
        network_backend=_checked_backend(options.allow_private),
    )
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        async with pool:
            fetcher = _Fetcher(pool, threads, folder, options)

            async def work(queue: deque[str]) -> None:
                while queue:
                    item_id = queue.popleft()
                    finish(await fetcher.fetch(item_id, urls[item_id]))

            workers = [
                asyncio.ensure_future(work(queue))
                for queue in queues.values()
                for _ in range(min(len(queue), options.per_host))
            ]
            try:
                await asyncio.gather(*workers)
            finally:
                for worker in workers:
                    worker.cancel()
                await asyncio.gather(*workers, return_exceptions=True)
