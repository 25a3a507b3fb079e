"""Servers with OpenAI's API as the products speak it: what they reject, ignore, and answer.

Error messages are those of the products, from their documentation and issue trackers: OpenAI, Azure, vLLM, Ollama,
llama.cpp, Mistral, Gemini, OpenRouter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tests.tagging.llm.faulty_server import FaultyServer, Reply, answer, error

Body = dict[str, Any]
TITLES = (
    "Wool scarf", "Wool hat", "Silk scarf", "Silk shirt", "Cotton shirt", "Cotton hat",
    "Wooden train", "Wooden blocks", "Paper train", "Paper kite", "Cloth kite", "Cloth blocks",
)  # fmt: skip
ITEMS = [(f"i{n}", "wear" if n < 6 else "toys", title) for n, title in enumerate(TITLES)]
THOUGHTS = "The item is [one of many], so I go through what could be said about it. "
CONTINUE = ("continue_final_message", "add_generation_prompt")


def invalid(message: str, param: str | None = None, code: str | None = None, status: int = 400) -> Reply:
    """OpenAI's error about a request."""
    return Reply({"error": {"message": message, "type": "invalid_request_error", "param": param, "code": code}}, status)


def text_for(body: Body) -> str:
    """A good answer to one of our requests, in JSON."""
    words = " ".join(message["content"] for message in body["messages"] if message["role"] != "assistant")
    last = body["messages"][-1]["content"]
    items = re.findall(r"<item>(.*?)</item>", words)
    if "array of integers" in words:
        tags = last.partition("Tags: ")[2].split(", ")
        return json.dumps([9 if tag in items[-1].lower() else 1 for tag in tags])
    if "score = how good" in words:
        return json.dumps({"score": 9, "drop": [], "add": []})
    if "find the facets" in words:
        return json.dumps(["kind", "material", "season"])
    return json.dumps(re.findall("[a-z]{3,12}", items[-1].lower())[:5])


def yes_or_no(body: Body) -> Reply:
    """A reply whose first token is most likely yes if the item has the tag, or if there is no item."""
    question, prefix = (message["content"] for message in body["messages"][-2:])
    word = " no" if "<item>" in question and prefix.strip("- :") not in question.lower() else " yes"
    tokens = {word: 0.8, {" no": " yes", " yes": " no"}[word]: 0.05, " maybe": 0.01}
    return answer(word, logprobs=dict(list(tokens.items())[: body["top_logprobs"]]))


def is_continuation(body: Body) -> bool:
    """Whether the request is to continue an answer."""
    return bool(body["messages"][-1]["role"] == "assistant")


def _in_schema(body: Body, text: str) -> str:
    schema = body.get("response_format", {}).get("json_schema", {}).get("schema", {})
    return json.dumps({"answer": json.loads(text)}) if "answer" in schema.get("properties", {}) else text


def _array_is_rejected(body: Body) -> Reply | None:
    schema = body.get("response_format", {}).get("json_schema", {}).get("schema", {})
    if schema and schema["type"] != "object":
        text = "Invalid schema for response_format 'answer': schema must be a JSON Schema of 'type: \"object\"', got "
        return invalid(f"{text}'type: \"array\"'.", "response_format")
    return None


def openai_reasoning(body: Body) -> Reply:
    """OpenAI's current models: hidden thoughts, ``max_completion_tokens``, no temperature, no token probabilities."""
    for name in (*CONTINUE, "chat_template_kwargs"):
        if name in body:
            return invalid(f"Unknown parameter: '{name}'.", name, "unknown_parameter")
    if "max_tokens" in body:
        text = (
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
        )
        return invalid(text, "max_tokens", "unsupported_parameter")
    if body.get("temperature", 1) != 1:
        text = "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is"
        return invalid(f"{text} supported.", "temperature", "unsupported_value")
    if "logprobs" in body:
        return invalid(
            "Unsupported parameter: 'logprobs' is not supported with this model.", "logprobs", "unsupported_parameter"
        )
    if (rejected := _array_is_rejected(body)) is not None:
        return rejected
    if body["max_completion_tokens"] < 700:
        return answer("", finish="length")
    return answer(_in_schema(body, text_for(body)))


def openai_chat(body: Body) -> Reply:
    """OpenAI's models without thoughts: they give probabilities, but start a new answer."""
    unknown = [name for name in (*CONTINUE, "chat_template_kwargs") if name in body]
    if unknown:
        return invalid(f"Unrecognized request arguments supplied: {', '.join(unknown)}")
    if (rejected := _array_is_rejected(body)) is not None:
        return rejected
    if is_continuation(body):
        return answer("-", logprobs={"-": 0.98, "The": 0.01})
    return answer(_in_schema(body, text_for(body)))


def azure(body: Body) -> Reply:
    """Azure: as OpenAI, and a content filter, which rejects one of the items."""
    if "Silk shirt" in body["messages"][-1]["content"]:
        text = "The response was filtered due to the prompt triggering Azure OpenAI's content management policy."
        return Reply(
            {"error": {"message": text, "type": None, "param": "prompt", "code": "content_filter", "status": 400,
                       "innererror": {"code": "ResponsibleAIPolicyViolation"}}}, 400,
        )  # fmt: skip
    return openai_chat(body)


def azure_gate(path: str, headers: Mapping[str, str]) -> Reply | None:
    """Azure reads the key from a header of its own, and the version from the query."""
    if headers["api-key"] is None:
        text = "Access denied due to invalid subscription key or wrong API endpoint."
        return Reply({"error": {"code": "401", "message": text}}, 401)
    if path != "/openai/deployments/m/chat/completions?api-version=2024-10-21":
        return Reply({"error": {"code": "404", "message": "Resource not found"}}, 404)
    return None


def vllm(body: Body, max_logprobs: int = 5) -> Reply:
    """VLLM, started with ``--max-logprobs 5``: unknown fields are ignored."""
    if body.get("top_logprobs", 0) > max_logprobs:
        text = f"Requested sample logprobs of {body['top_logprobs']}, which is greater than max allowed: {max_logprobs}"
        return Reply({"object": "error", "message": text, "type": "BadRequestError", "param": None, "code": 400}, 400)
    if is_continuation(body):
        return yes_or_no(body) if body.get("continue_final_message") else answer("\n", logprobs={"\n": 0.9})
    return answer(text_for(body))


def vllm_thinking(body: Body) -> Reply:
    """VLLM with a reasoning model and without a parser: thoughts are part of the content."""
    if body["max_tokens"] < 600:
        return answer(f"<think>\n{THOUGHTS * 3}", finish="length")
    return answer(f"<think>\n{THOUGHTS * 20}\n</think>\n\n{text_for(body)}")


def vllm_parser(body: Body) -> Reply:
    """VLLM with a parser of thoughts, which takes all of an answer without thoughts for thoughts."""
    return answer(None, reasoning_content=text_for(body))


def ollama(body: Body) -> Reply:
    """Older Ollama: no token probabilities; thoughts are in ``reasoning``."""
    if body["max_tokens"] < 600:
        return answer("", finish="length", reasoning=THOUGHTS)
    return answer(f"```json\n{text_for(body)}\n```", reasoning=THOUGHTS)


def ollama_without_model(body: Body) -> Reply:
    """Ollama without the model."""
    text = f'model "{body["model"]}" not found, try pulling it first'
    return Reply({"error": {"message": text, "type": "api_error", "param": None, "code": None}}, 404)


def llama_cpp(body: Body) -> Reply:
    """llama.cpp's server with a hybrid model, of which it continues answers only without thinking."""
    if is_continuation(body):
        if body.get("chat_template_kwargs", {}).get("enable_thinking", True):
            text = "Assistant response prefill is incompatible with enable_thinking."
            return Reply({"error": {"code": 400, "message": text, "type": "invalid_request_error"}}, 400)
        return yes_or_no(body)
    return answer(text_for(body))


def llama_cpp_context(body: Body) -> Reply:
    """llama.cpp's server whose context is too small for our prompts."""
    text = "request (1390 tokens) exceeds the available context size (512 tokens), try increasing it"
    return Reply({"error": {"code": 400, "message": text, "type": "exceed_context_size_error"}}, 400)


def mistral(body: Body) -> Reply:
    """Mistral: other names are rejected by a list of details, content is a list of parts, and only users come last."""
    for name in ("seed", "logprobs"):
        if name in body:
            detail = {"type": "extra_forbidden", "loc": ["body", name], "msg": "Extra inputs are not permitted"}
            return Reply({"detail": [{**detail, "input": body[name]}]}, 422)
    parts = [
        {"type": "thinking", "thinking": [{"type": "text", "text": "[1]"}]},
        {"type": "text", "text": text_for(body)},
    ]
    return answer(parts)


def gemini(body: Body) -> Reply:
    """Gemini: a list with an error of Google's API."""
    if "seed" in body:
        text = 'Invalid JSON payload received. Unknown name "seed": Cannot find field.'
        return Reply(json.dumps([{"error": {"code": 400, "message": text, "status": "INVALID_ARGUMENT"}}]), 400)
    if "logprobs" in body:
        text = "Logprobs is not enabled for models/gemini-2.5-pro"
        return Reply(json.dumps([{"error": {"code": 400, "message": text, "status": "INVALID_ARGUMENT"}}]), 400)
    return answer(f"Here is the answer:\n\n{text_for(body)}\n\nI hope this helps [with your catalogue].")


def without_system_role(body: Body) -> Reply:
    """A server with a model, such as Gemma 2, whose chat template has no role for the system."""
    if any(message["role"] == "system" for message in body["messages"]):
        return Reply({"object": "error", "message": "System role not supported", "code": 400}, 400)
    return vllm(body, max_logprobs=20)


def minimum_length(body: Body) -> Reply:
    """A proxy that requires room for thoughts."""
    if body["max_tokens"] < 1024:
        return invalid(f"max_tokens must be at least 1024. Requested: {body['max_tokens']}", "max_tokens")
    return answer(text_for(body))


def small_context(body: Body) -> Reply:
    """A reasoning model on a server whose context has no room for the larger budgets."""
    if body["max_tokens"] > 3000:
        text = (
            f"'max_tokens' or 'max_completion_tokens' is too large: {body['max_tokens']}. This model's maximum context "
        )
        return Reply({"object": "error", "message": f"{text}length is 4096 tokens.", "code": 400}, 400)
    if "Silk shirt" in body["messages"][-1]["content"]:
        return answer("<think>" + THOUGHTS, finish="length")
    return vllm_thinking(body)


def openrouter(body: Body) -> Reply:
    """OpenRouter whose provider is overloaded."""
    error_ = {"message": "Provider returned error", "code": 502, "metadata": {"raw": "upstream is overloaded"}}
    return Reply({"error": error_, "user_id": "u"})


def refusing(body: Body) -> Reply:
    """A model that refuses, in a field of its own."""
    return answer(None, refusal="I'm sorry, I cannot help with that.")


def login_page(body: Body) -> Reply:
    """A proxy that answers everything with a page."""
    page = "<!DOCTYPE html><html><head><title>Sign in to Example Corp</title></head><body>" + "<p>x</p>" * 500
    return Reply(page, headers={"Content-Type": "text/html"})


def gateway(body: Body, status: int = 502) -> Reply:
    """A proxy whose server is away."""
    page = f"<html><head><title>{status} Bad Gateway</title></head><body><hr>nginx</body></html>"
    return Reply(page, status, headers={"Content-Type": "text/html"})


def nested(body: Body) -> Reply:
    """A reply that is nested too deeply."""
    return Reply('{"choices":' + "[" * 100_000 + "]" * 100_000 + "}")


def wrong_path(body: Body) -> Reply:
    """A server whose API is under another path."""
    return Reply({"detail": "Not Found"}, 404)


def streaming(body: Body) -> Reply:
    """A proxy that streams whatever is requested."""
    return Reply('data: {"choices": []}\n\ndata: [DONE]\n\n', headers={"Content-Type": "text/event-stream"})


def empty(body: Body) -> Reply:
    """A reply without answers."""
    return Reply({"id": "1", "object": "chat.completion", "choices": []})


def resetting(body: Body) -> Reply:
    """A server that closes every connection."""
    return Reply("x", disconnect=True)


class Counting:
    """A server that answers some requests well, and then with an error."""

    def __init__(self, served: int, then: Reply) -> None:
        self._remaining, self._then = served, then

    def __call__(self, body: Body) -> Reply:
        self._remaining -= 1
        return vllm(body, 20) if self._remaining >= 0 else self._then


Dialect = Callable[[Body], Reply]
# Dialects with which a run succeeds, by the method of scoring.
WORKING: dict[str, tuple[Dialect, str]] = {
    "OpenAI, reasoning": (openai_reasoning, "rating"),
    "OpenAI, chat": (openai_chat, "rating"),
    "vLLM": (vllm, "probability"),
    "vLLM, thoughts in the content": (vllm_thinking, "rating"),
    "vLLM, answer in reasoning_content": (vllm_parser, "rating"),
    "Ollama, thinking": (ollama, "rating"),
    "llama.cpp, hybrid model": (llama_cpp, "probability"),
    "Mistral": (mistral, "rating"),
    "Gemini": (gemini, "rating"),
    "no system role": (without_system_role, "probability"),
    "minimum of max_tokens": (minimum_length, "rating"),
}
NO_PROBABILITIES = r"no token probabilities.*--score rating"
# Dialects with which no run succeeds, and the message that it ends with.
FAILING: dict[str, tuple[Dialect, str, str]] = {
    "OpenAI, reasoning, probabilities": (openai_reasoning, "probability", NO_PROBABILITIES),
    "OpenAI, chat, probabilities": (openai_chat, "probability", r"neither yes nor no.*--score rating"),
    "Ollama, probabilities": (ollama, "probability", NO_PROBABILITIES),
    "Ollama without the model": (ollama_without_model, "rating", r"'m' .*try pulling it first"),
    "llama.cpp, small context": (llama_cpp_context, "rating", r"5 requests in a row.*exceeds the available context"),
    "Mistral, probabilities": (mistral, "probability", NO_PROBABILITIES),
    "Gemini, probabilities": (gemini, "probability", NO_PROBABILITIES),
    "OpenRouter, overloaded": (openrouter, "rating", r"5 requests in a row.*Provider returned error \(upstream is"),
    "refusals": (refusing, "rating", r"5 requests in a row.*refused to answer.*I'm sorry"),
    "login page": (login_page, "rating", r"5 requests in a row.*HTML page titled 'Sign in to Example.*Check the URL"),
    "502 in HTML": (gateway, "rating", r"no more requests \(502: an HTML page titled '502 Bad Gateway'"),
    "404 in HTML": (partial(gateway, status=404), "rating", r"404: an HTML page.*Check the model's name and the URL"),
    "wrong path": (wrong_path, "rating", r"404: Not Found.*often ends in /v1"),
    "nested reply": (nested, "rating", r"5 requests in a row.*gave no answer"),
    "event stream": (streaming, "rating", r"5 requests in a row.*gave no answer: data"),
    "empty choices": (empty, "rating", r"5 requests in a row.*gave no answer"),
    "connection resets": (resetting, "rating", r"5 requests in a row.*connection to .* failed"),
}


def azure_server() -> FaultyServer:
    """A server of Azure; its URL is ``azure_url``."""
    return FaultyServer(otherwise=azure, gate=azure_gate)


def azure_url(server: FaultyServer) -> str:
    """URL of a deployment."""
    return server.url.replace("/v1", "/openai/deployments/m?api-version=2024-10-21")


def failing_midway(served: int) -> FaultyServer:
    """A server that breaks down."""
    return FaultyServer(otherwise=Counting(served, error(500, "boom")))
