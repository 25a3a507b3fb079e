"""Servers with OpenAI's API: their failures, and llama.cpp's own server."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from recbole_tema.errors import BackendDownError, BackendError
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.concurrency import map_concurrently
from recbole_tema.tagging.llm import _split_server, open_backend
from recbole_tema.tagging.llm.base import Backend
from recbole_tema.tagging.llm.gguf import GGUFBackend
from recbole_tema.tagging.llm.openai import OpenAIBackend, _parse_duration
from recbole_tema.tagging.prompts import load_templates
from tests.tagging.doubles import small_model
from tests.tagging.llm.faulty_server import FaultyServer, Reply, answer, error

pytest.importorskip("openai")
NUMBERS: TypeAdapter[list[int]] = TypeAdapter(list[int])
ARRAY = {"type": "array", "items": {"type": "integer"}}
WORDS = {"type": "array", "items": {"type": "string", "pattern": "^[a-z]{3,12}$"}, "minItems": 1, "maxItems": 1}
DIGIT = {"type": "integer", "minimum": 0, "maximum": 9}
OBJECT = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}
KEY = "sk-secret"


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)


def _backend(server: FaultyServer, **settings: Any) -> OpenAIBackend:
    return OpenAIBackend("m", server.url, **{"retries": 2, **settings})


def _with(backend: Backend, path: Path, work: Callable[[LLMClient], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        with AnswerCache(path / "answers.jsonl") as cache:
            try:
                return await work(LLMClient(backend, cache, load_templates()))
            finally:
                await backend.close()

    return asyncio.run(run())


def _question(text: str = "?") -> list[dict[str, str]]:
    return [{"role": "user", "content": text}]


def _numbers(client: LLMClient, text: str = "?") -> Awaitable[list[int]]:
    return client.chat(_question(text), NUMBERS, 20, ARRAY)


@pytest.mark.parametrize(
    "fault",
    [
        error(429, headers={"Retry-After": "1"}),
        error(500),
        answer("[3]", delay=1.0),
        Reply("half a reply", disconnect=True),
    ],
    ids=["429", "500", "hang", "disconnect"],
)
def test_temporary_failures_are_retried(fault: Reply, tmp_path: Path) -> None:
    with FaultyServer([fault]) as server:
        assert _with(_backend(server, timeout=0.5), tmp_path, _numbers) == [1, 2]
        (first, body), (second, again) = server.seen
    assert body == again and body["temperature"] == 0 and body["seed"] == 0
    if fault.status == 429:
        assert second - first >= 1


@pytest.mark.parametrize("bad", ["[1, 2", '{"a": 1}', "", "I cannot do that."])
def test_invalid_answer_is_repaired(bad: str, tmp_path: Path) -> None:
    with FaultyServer([answer(bad)]) as server:
        assert _with(_backend(server), tmp_path, _numbers) == [1, 2]
    messages = server.seen[1][1]["messages"]
    assert len(server.seen) == 2 and messages[1] == {"role": "assistant", "content": bad}


@pytest.mark.parametrize("numbers", [[], list(range(1000))], ids=["none", "thousand"])
def test_lists_of_any_length(numbers: list[int], tmp_path: Path) -> None:
    with FaultyServer(otherwise=answer(json.dumps(numbers))) as server:
        assert _with(_backend(server), tmp_path, _numbers) == numbers


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        (answer("never JSON"), r"no valid answer \(repair requests: 1\)"),
        (error(500, "out of order"), "answered 500: .*out of order"),
        (answer(None), "without text"),
        (Reply({"choices": []}), "gave no answer"),
        (Reply("<html><title>Log in</title>"), "gave no answer, but an HTML page titled 'Log in'"),
        (answer("[1]", delay=1.0), "did not answer any of 2 attempts within 0.5 seconds"),
        (Reply("x", disconnect=True), "connection to http://.* failed"),
        (error(400, "too long"), "answered 400: .*too long"),
    ],
)
def test_failed_request_does_not_affect_others(bad: Reply, problem: str, tmp_path: Path) -> None:
    async def work(client: LLMClient) -> list[Any]:
        return list(await asyncio.gather(*(_numbers(client, text) for text in "abx"), return_exceptions=True))

    def reply(body: dict[str, Any]) -> Reply:
        return bad if body["messages"][0]["content"] == "x" else answer("[1, 2]")

    with FaultyServer(otherwise=reply) as server:
        *good, failed = _with(_backend(server, retries=1, timeout=0.5), tmp_path, work)
    assert good == [[1, 2], [1, 2]]
    assert type(failed) is not BackendDownError and isinstance(failed, BackendError)
    with pytest.raises(BackendError, match=problem):
        raise failed


@pytest.mark.parametrize(
    ("status", "requests", "problem"),
    [
        (401, 1, "does not accept the API key"),
        (403, 1, "the API key"),
        (404, 1, "has no chat completions at this URL"),
        (503, 2, "no more requests"),
    ],
)
def test_unusable_server_ends_the_run(status: int, requests: int, problem: str, tmp_path: Path) -> None:
    with FaultyServer(otherwise=error(status, f"your key is {KEY}")) as server:
        backend = _backend(server, retries=1)
        with pytest.raises(BackendDownError, match=problem) as caught:
            _with(backend, tmp_path, _numbers)
        assert server.keys == {f"Bearer {KEY}"} and len(server.seen) == requests
    assert caught.value.__cause__ is None and caught.value.__suppress_context__
    assert KEY not in f"{caught.value} {backend.describe()} {backend.identity}"


def test_unreachable_server_ends_the_run(tmp_path: Path) -> None:
    with FaultyServer() as server:
        backend = _backend(server, retries=1)
    with pytest.raises(BackendDownError, match="cannot be reached"):
        _with(backend, tmp_path, _numbers)


def test_number_of_concurrent_requests(tmp_path: Path) -> None:
    async def work(client: LLMClient) -> None:
        chats = [_numbers(client, str(number)) for number in range(12)]
        judgements = [client.yes_probabilities(_question(str(number)), ["a:", "b:", "c:"]) for number in range(4)]
        await asyncio.gather(*chats, *judgements)

    def reply(body: dict[str, Any]) -> Reply:
        return answer("[1]", logprobs={"yes": 0.5, "no": 0.25}, delay=0.05)

    with FaultyServer(otherwise=reply) as server:
        _with(_backend(server, parallel=3), tmp_path, work)
    assert server.peak == 3 and len(server.seen) == 12 + 4 * 3


def test_all_requests_wait_for_a_rate_limit_to_reset(tmp_path: Path) -> None:
    async def work(client: LLMClient) -> None:
        for text in "ab":
            await _numbers(client, text)

    limit = {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "800ms"}
    with FaultyServer([answer("[1]", headers=limit)]) as server:
        _with(_backend(server), tmp_path, work)
    assert server.seen[1][0] - server.seen[0][0] >= 0.8


def test_durations() -> None:
    assert [_parse_duration(text) for text in ("1s", "6m0s", "20ms", "1h1m1.5s", "3", "")] == [
        1,
        360,
        0.02,
        3661.5,
        3,
        0,
    ]


@pytest.mark.parametrize("accepted", [0, 1, 2])
@pytest.mark.parametrize("schema", [ARRAY, OBJECT], ids=["array", "object"])
def test_first_accepted_response_format_is_used(schema: dict[str, Any], accepted: int, tmp_path: Path) -> None:
    async def work(client: LLMClient) -> list[list[int]]:
        return [await client.chat(_question(text), NUMBERS, 9, schema) for text in "ab"]

    rejections = [error(400, "response_format is not supported")] * accepted
    text = '{"answer": [4]}' if schema is ARRAY and accepted == 1 else "```json\n[4]\n```"
    with FaultyServer(rejections, answer(text)) as server:
        assert _with(_backend(server), tmp_path, work) == [[4], [4]]
    formats = [body.get("response_format") for _, body in server.seen]
    assert len(formats) == accepted + 2 and formats[-1] == formats[-2]
    middle = "json_schema" if schema is ARRAY else "json_object"
    assert (formats[-1] or {"type": None})["type"] == ["json_schema", middle, None][accepted]


def test_yes_probabilities(tmp_path: Path) -> None:
    probabilities = {"a:": {" yes": 0.3, "Yes": 0.1, " no": 0.1, "x": 0.2}, "b:": {"no": 0.6, " yes": 0.2}}

    def reply(body: dict[str, Any]) -> Reply:
        if "continue_final_message" in body:
            return error(400, "unknown field")
        return answer("yes", logprobs=probabilities[body["messages"][-1]["content"]], delay=0.2)

    with FaultyServer(otherwise=reply) as server:
        backend = _backend(server)
        result = _with(backend, tmp_path, lambda client: client.yes_probabilities(_question(), ["a:", "b:", "a:"]))
        assert result == [0.8, 0.25, 0.8]
        # The unknown fields are tried once; the first prefix is sent alone.
        assert ["add_generation_prompt" in body for _, body in server.seen] == [True, False, False, False]
        assert server.seen[2][0] - server.seen[1][0] >= 0.2 and server.peak == 2


def test_yes_probabilities_need_token_probabilities(tmp_path: Path) -> None:
    with FaultyServer() as server, pytest.raises(BackendError, match="Use --score rating"):
        _with(_backend(server), tmp_path, lambda client: client.yes_probabilities(_question(), ["a:"]))


def test_identity_and_description(monkeypatch: pytest.MonkeyPatch) -> None:
    one = OpenAIBackend("m", "http://me:secret@host:1/v1")
    assert one.describe()["server"] == "http://host:1/v1"
    assert one.identity == OpenAIBackend("m", "http://127.0.0.1:2/v1").identity != OpenAIBackend("n").identity
    for url in ("host:1/v1", "http://", "http://host:99999/v1", "http://[::1/v1", "http://a host/v1", "localhost"):
        with pytest.raises(BackendError, match="The URL of the server is invalid"):
            OpenAIBackend("m", url)
    monkeypatch.delenv("OPENAI_API_KEY")
    OpenAIBackend("m", "http://host:1/v1")
    with pytest.raises(BackendError, match="Set OPENAI_API_KEY"):
        OpenAIBackend("m")


@pytest.mark.parametrize(
    ("model", "name", "url"),
    [
        ("m", "m", None),
        ("m@http://h:1/v1", "m", "http://h:1/v1"),
        ("@cf/meta/llama", "@cf/meta/llama", None),
        ("@cf/meta/llama@https://h/v1", "@cf/meta/llama", "https://h/v1"),
        ("claude-3@20240229", "claude-3@20240229", None),
        ("m@localhost:80/v1", "m", "localhost:80/v1"),
    ],
)
def test_name_and_url(model: str, name: str, url: str | None) -> None:
    assert _split_server(model) == (name, url)


@pytest.mark.parametrize(("name", "value"), [("ALL_PROXY", "ftp://proxy"), ("SSL_CERT_FILE", "/no/such/file")])
def test_environment_without_a_connection(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BackendError, match="Check the variables of the environment for proxies and certificates"):
        OpenAIBackend("m", "http://host/v1")


def test_options_reach_the_server(tmp_path: Path) -> None:
    with FaultyServer(otherwise=answer("[1]", delay=0.4)) as server:
        backend = open_backend(f"openai:m@{server.url}", timeout=0.1, retries=1)
        with pytest.raises(BackendError, match=r"any of 2 attempts within 0\.1 seconds\. Raise --timeout"):
            _with(backend, tmp_path, _numbers)
    assert len(server.seen) == 2


def test_key_is_never_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    message = f"Incorrect API key provided: sk-sec***********cret. Header: Bearer {KEY}x, key {KEY}."
    with FaultyServer(otherwise=error(401, message)) as server, pytest.raises(BackendDownError) as caught:
        _with(_backend(server), tmp_path, _numbers)
    assert "Incorrect API key provided: ***" in str(caught.value) and "sec" not in str(caught.value)
    # A line end, as files of keys have, is not part of the key.
    monkeypatch.setenv("OPENAI_API_KEY", f"{KEY}\n")
    with FaultyServer() as server:
        assert _with(_backend(server), tmp_path, _numbers) == [1, 2]
        assert server.keys == {f"Bearer {KEY}"}
    monkeypatch.setenv("OPENAI_API_KEY", "ключ")
    with pytest.raises(BackendError, match="characters that no key has"):
        OpenAIBackend("m")


SERVER = """
import sys, xllamacpp
p = xllamacpp.CommonParams()
p.model.path, p.n_parallel, p.n_ctx, p.verbosity = sys.argv[1], 1, 1024, -1
p.cpuparams.n_threads = p.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(p)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def servers() -> Iterator[list[subprocess.Popen[str]]]:
    """Two llama.cpp servers with the same model."""
    command = [sys.executable, "-c", SERVER, str(small_model())]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for _ in range(2)
    ]
    yield started
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def urls(servers: Sequence[subprocess.Popen[str]]) -> list[str]:
    """URLs of the servers."""
    addresses = [process.stdout.readline().strip() for process in servers if process.stdout is not None]
    assert all(url.startswith("http://127.0.0.1:") for url in addresses)
    return [f"{url}/v1" for url in addresses]


def test_server_gives_the_same_answers_as_the_model_in_process(urls: list[str], tmp_path: Path) -> None:
    schema = {**WORDS, "minItems": 3, "maxItems": 3}
    prefixes = ["- space:", "- cooking:", "- horror:"]

    async def ask(backend: Any) -> tuple[str, list[float]]:
        try:
            text = await backend.chat(_question("Three tags of the film Alien, as JSON."), schema, 40)
            question = _question("Does each tag fit the film Alien? Answer yes or no.")
            return text, await backend.yes_probabilities(question, prefixes)
        finally:
            await backend.close()

    local = asyncio.run(ask(GGUFBackend(small_model(), threads=1, context=1024)))
    remote = asyncio.run(ask(OpenAIBackend("smollm2", urls[1], parallel=1)))
    assert remote[0] == local[0] and len(json.loads(remote[0])) == 3
    assert remote[1] == pytest.approx(local[1], abs=1e-3) and len(set(remote[1])) == 3


def test_run_continues_on_another_server_after_a_kill(
    servers: Sequence[subprocess.Popen[str]], urls: list[str], tmp_path: Path
) -> None:
    questions = [f"What is {number} + 1?" for number in range(6)]

    def run(url: str, *, until: str | None = None) -> list[int]:
        async def work(client: LLMClient) -> list[int]:
            async def one(question: str) -> int:
                if question == until:
                    servers[0].kill()
                return await client.chat(_question(question), TypeAdapter(int), 4, DIGIT)

            return await map_concurrently(one, questions, 1)

        answers: list[int] = _with(OpenAIBackend("smollm2", url, parallel=1, retries=1), tmp_path, work)
        return answers

    with pytest.raises(BackendDownError, match="cannot be reached"):
        run(urls[0], until=questions[3])
    kept = (tmp_path / "answers.jsonl").read_text().splitlines()
    assert len(kept) == 3
    answers = run(urls[1])
    lines = (tmp_path / "answers.jsonl").read_text().splitlines()
    # Each question was answered once, the first three by the killed server.
    assert len(answers) == 6 and lines[:3] == kept and len(lines) == 6
