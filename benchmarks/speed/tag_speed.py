"""Measure the tag pipeline against its language model alone, in one process and one run.

    python -m benchmarks.speed.tag_speed MODEL.gguf

Proposing tags: items per second through the pipeline (prompts, cache on disk, validation) against the runtime alone on
the same requests. Matching tags: all candidates of an item in one call that reads their shared beginning once,
against one call per tag; the difference of the scores is given beside the ratio.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xllamacpp
from rich.console import Console
from rich.table import Table

from benchmarks.records import SPEED_FILE, save_speed
from recbole_tema.files.item_text import item_texts
from recbole_tema.tagging.cache import AnswerCache
from recbole_tema.tagging.client import LLMClient
from recbole_tema.tagging.facets import DEFAULT_FACETS
from recbole_tema.tagging.llm.base import next_token_probabilities, yes_probability
from recbole_tema.tagging.llm.gguf import MICRO_BATCH, GGUFBackend
from recbole_tema.tagging.match import score_tags
from recbole_tema.tagging.prompts import load_templates, match_answer_prefix, match_messages, propose_messages
from recbole_tema.tagging.propose import proposal_limits, propose_tags

ABOUT = "films"
TAGS = ["comedy", "drama", "romance", "thriller", "horror", "war", "western", "children", "animation", "crime"]


def bare_server(model: Path, threads: int) -> Any:
    """The runtime alone, with the settings of the backend."""
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model)
    parameters.n_parallel, parameters.n_ctx, parameters.verbosity = 1, 2048, -1
    parameters.n_ubatch = MICRO_BATCH
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    return xllamacpp.Server(parameters)


def timed(work: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    """Seconds of a call, and what it returns."""
    start = time.perf_counter()
    result = work(*arguments)
    return time.perf_counter() - start, result


def proposing(client: LLMClient, server: Any, texts: list[str]) -> dict[str, float]:
    """Items per second of the pipeline and of the runtime alone, each on both halves of the texts."""

    async def ours(part: list[str]) -> None:
        for text in part:
            await propose_tags(client, ABOUT, text, DEFAULT_FACETS)

    def bare(part: list[str]) -> None:
        for text in part:
            messages = propose_messages(client.templates, ABOUT, text, DEFAULT_FACETS)
            schema, max_tokens = proposal_limits(text, DEFAULT_FACETS)
            body = {"messages": messages, "max_tokens": max_tokens, "temperature": 0.0}
            server.handle_chat_completions({**body, "json_schema": schema, "cache_prompt": True})

    half = len(texts) // 2
    one, other = texts[:half], texts[half:]
    seconds = {"pipeline": 0.0, "bare": 0.0}
    for first in (one, other):
        seconds["pipeline"] += timed(lambda part: asyncio.run(ours(part)), first)[0]
        seconds["bare"] += timed(bare, first)[0]
    rate = {way: len(texts) / total for way, total in seconds.items()}
    return {**rate, "share_of_bare": rate["pipeline"] / rate["bare"]}


def matching(client: LLMClient, server: Any, texts: list[str]) -> dict[str, float]:
    """Items per second with the shared beginning read once, and with one call per tag."""

    def alone(text: str) -> list[float]:
        probabilities = []
        for tag in TAGS:
            prefix = {"role": "assistant", "content": match_answer_prefix(client.templates, tag)}
            body = {"messages": [*match_messages(client.templates, ABOUT, text), prefix], "max_tokens": 1}
            body.update(temperature=0.0, logprobs=True, top_logprobs=20, cache_prompt=False)
            probabilities.append(
                yes_probability(next_token_probabilities(server.handle_chat_completions(body)["choices"][0]))
            )
        return probabilities

    async def shared() -> list[list[float]]:
        return [list((await score_tags(client, ABOUT, TAGS, text, score="probability")).values()) for text in texts]

    together, shared_scores = timed(lambda: asyncio.run(shared()))
    apart, single_scores = timed(lambda: [alone(text) for text in texts])
    gaps = [abs(a - b) for of_item in zip(shared_scores, single_scores) for a, b in zip(*of_item)]
    return {
        "shared": len(texts) / together,
        "one_call_a_tag": len(texts) / apart,
        "ratio": apart / together,
        "mean_difference": sum(gaps) / len(gaps),
        "largest_difference": max(gaps),
    }


def main() -> None:
    """Print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="a GGUF file")
    parser.add_argument("--dataset", type=Path, default=Path("atomic_data/ml-100k-cross"))
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--output", type=Path, default=SPEED_FILE, help="JSON file (default: %(default)s)")
    arguments = parser.parse_args()
    texts = item_texts(arguments.dataset, ("title", "year"), year_style=True)["text"].tolist()[: arguments.items]
    backend = GGUFBackend(arguments.model, threads=arguments.threads)
    server = bare_server(arguments.model, arguments.threads)
    with tempfile.TemporaryDirectory() as folder, AnswerCache(Path(folder) / "answers.jsonl") as cache:
        client = LLMClient(backend, cache, load_templates())
        results = {
            "propose": proposing(client, server, texts),
            "match": matching(client, server, texts[: len(texts) // 4]),
        }
    table = Table(
        "", "pipeline, items/s", "baseline, items/s", "ratio", "score difference, mean / max", title=backend.name
    )
    p, m = results["propose"], results["match"]
    table.add_row(
        "propose, against the runtime alone",
        f"{p['pipeline']:.2f}",
        f"{p['bare']:.2f}",
        f"{p['share_of_bare']:.2f}",
        "",
    )
    table.add_row(
        f"match, {len(TAGS)} tags, against one call per tag",
        f"{m['shared']:.2f}",
        f"{m['one_call_a_tag']:.2f}",
        f"{m['ratio']:.1f}",
        f"{m['mean_difference']:.4f} / {m['largest_difference']:.4f}",
    )
    Console(width=140).print(table)
    record = {"model": backend.describe(), "threads": arguments.threads, **results}
    save_speed(arguments.output, "tag_speed", "", record)


if __name__ == "__main__":
    main()
