"""A server with OpenAI's API that fails on demand."""

from __future__ import annotations

import json
import math
import socket
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any


@dataclass
class Reply:
    """The server's reaction to one request.

    Attributes
    ----------
    body : mapping or str
    status : int
    headers : mapping of str to str
    delay : float
        Seconds before the answer.
    disconnect : bool
        Send the headers, and then close the connection.
    """

    body: Mapping[str, Any] | str = field(default_factory=dict)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    disconnect: bool = False


def answer(
    content: str | Sequence[Any] | None,
    *,
    logprobs: Mapping[str, float] | None = None,
    finish: str = "stop",
    reasoning_content: str | None = None,
    reasoning: str | None = None,
    refusal: str | None = None,
    **reply: Any,
) -> Reply:
    """An answer, optionally with probabilities of its first token, thoughts, or a refusal."""
    extra = {"reasoning_content": reasoning_content, "reasoning": reasoning, "refusal": refusal}
    message = {"role": "assistant", "content": content, **{name: text for name, text in extra.items() if text}}
    choice: dict[str, Any] = {"index": 0, "finish_reason": finish, "message": message}
    if logprobs is not None:
        top = [{"token": token, "logprob": math.log(probability)} for token, probability in logprobs.items()]
        choice["logprobs"] = {"content": [{**top[0], "top_logprobs": top}]}
    return Reply({"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}, **reply)


def error(status: int, message: str = "no", **reply: Any) -> Reply:
    """An error in the form of OpenAI's API."""
    return Reply({"error": {"message": message, "type": "error"}}, status, **reply)


class FaultyServer:
    """Replies with the script in order of arrival, and then with ``otherwise``; to be used in a ``with`` statement.

    Parameters
    ----------
    script : iterable of Reply
    otherwise : Reply or callable
        Every further reply, or a function of the request.
    gate : callable, optional
        The reply to a path and headers that the server does not accept, or None.

    Attributes
    ----------
    seen : list of (float, dict)
        Time of arrival and body of each request.
    peak : int
        Maximum number of concurrent requests.
    """

    def __init__(
        self,
        script: Iterable[Reply] = (),
        otherwise: Reply | Callable[[dict[str, Any]], Reply] = answer("[1, 2]"),  # noqa: B008  never modified
        gate: Callable[[str, Mapping[str, str]], Reply | None] | None = None,
    ) -> None:
        self._gate = gate
        self._script = list(script)
        self._otherwise = otherwise
        self._lock = threading.Lock()
        self._open = 0
        self.seen: list[tuple[float, dict[str, Any]]] = []
        self.keys: set[str | None] = set()
        self.peak = 0
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def __enter__(self) -> FaultyServer:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.socket.close()

    def _next(self, body: dict[str, Any], key: str | None) -> Reply:
        with self._lock:
            self.seen.append((time.monotonic(), body))
            self.keys.add(key)
            self._open += 1
            self.peak = max(self.peak, self._open)
            if self._script:
                return self._script.pop(0)
        return self._otherwise(body) if callable(self._otherwise) else self._otherwise

    def _done(self) -> None:
        with self._lock:
            self._open -= 1

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                refused = server._gate and server._gate(self.path, self.headers)
                reply = refused or server._next(body, self.headers["Authorization"])
                time.sleep(reply.delay)
                # Before the reply, so that the client's next request does not count as concurrent.
                if refused is None:
                    server._done()
                try:
                    self._send(reply)
                except OSError:
                    self.close_connection = True  # the client has disconnected

            def _send(self, reply: Reply) -> None:
                text = reply.body if isinstance(reply.body, str) else json.dumps(reply.body)
                content = text.encode()
                self.send_response(reply.status)
                for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if reply.disconnect:
                    self.connection.shutdown(socket.SHUT_RDWR)
                    self.close_connection = True
                else:
                    self.wfile.write(content)

            def log_message(self, *arguments: Any) -> None:
                pass

        return Handler
