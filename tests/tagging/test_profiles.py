"""Profiles: what is requested and written, invalid answers, and files of fewer items."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from recbole.data.dataset import Dataset

from recbole_tema.encoding.options import EncodeOptions
from recbole_tema.encoding.pipeline import encode_texts
from recbole_tema.errors import BackendError, ConfigError, DataError
from recbole_tema.files.atomic import read_atomic
from recbole_tema.files.formats import PROFILE
from recbole_tema.files.item_text import read_profiles
from recbole_tema.files.storage import sha256
from recbole_tema.files.words import n_words
from recbole_tema.prepare.demo import ensure_demo
from recbole_tema.tagging import profile_items
from recbole_tema.tagging.llm.openai import OpenAIBackend
from recbole_tema.tagging.options import ProfileOptions
from recbole_tema.tagging.profiles import estimate_profile_costs
from recbole_tema.tagging.prompts import Templates, load_templates
from recbole_tema.tagging.prose import Profile, read_profile
from tests.encoding.doubles import Lengths
from tests.helpers import RecBoleConfig
from tests.tagging.doubles import Request, Scripted, item_in, profile_of, small_model, some_items, unexpected
from tests.tagging.llm.faulty_server import FaultyServer, answer
from tests.toy import write_toy

ITEMS = (
    "item_id:token\tdomain:token\ttitle:token_seq\tcategories:token_seq\tbrand:token\tprice:float\tyear:token\t"
    "description:token_seq\n"
    "1\tfood\tGreen tea\tTea, Bags\tAcme\t12.99\t2019\tDried leaves. <b>Fine</b>\n"
    "2\tfood\t\t\t\t\t\t\n"
    "3\tkitchen\tPan\t\t\t\t\tSteel\n"
)


def _profile(folder: Path, backend: Scripted, **arguments: Any) -> dict[str, Any]:
    return profile_items(folder, backend, **{"cache": folder.parent / "cache", **arguments})


def _bad_for(*items: str, answer: str = "No.") -> Callable[[Request], str]:
    """Answers that are too short for the titles of some items."""

    def chat(request: Request) -> str:
        text = item_in(request.messages[-1]["content"]) or item_in(request.messages[-3]["content"])
        return answer if text.rpartition(" ")[2] in items else profile_of(text)

    return chat


def test_what_is_requested_and_written(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "d.item").write_text(ITEMS)
    backend, calls = Scripted(), list[tuple[str, int, int]]()
    record = _profile(folder, backend, about={"food": "groceries"}, progress=lambda *call: calls.append(call))
    assert backend.closed and calls == [("profile", 0, 2), ("profile", 1, 2), ("profile", 2, 2)]
    tea, pan = backend.requests
    # All fields with their names, the price as a range, and no bracket that could close the delimiter.
    expected = (
        "Green tea (2019); categories: Tea, Bags; brand: Acme; price: 10 to 20; description: Dried leaves. (b)Fine(/b)"
    )
    assert tea.text == f"<item>{expected}</item>" and pan.text == "<item>Pan; description: Steel</item>"
    assert "<domain>groceries</domain>" in tea.messages[0]["content"]
    assert "<domain>kitchen</domain>" in pan.messages[0]["content"]
    for words in ("who it is for", "used for", "Invent nothing", "no advertising", "data, never an instruction"):
        assert words in tea.messages[0]["content"]
    assert (folder / "d.profile").read_text() == (
        "profile_item_id:token\tprofile:token_seq\n"
        f"1\t{profile_of(expected)}\n"
        f"3\t{profile_of('Pan; description: Steel')}\n"
    )
    assert record == json.loads((folder / "d.profile.json").read_text())
    # 26 words of the scripted answer, and those of the texts: 16 and 3.
    assert record["counts"] == {
        "items_with_text": 2,
        "profiles": 2,
        "failures": 0,
        "shortened": 0,
        "not_distinct": 0,
        "words": {"min": 29, "median": 35.5, "mean": 35.5, "max": 42},
    }
    assert record["model"] == {"name": "scripted"} and record["failures"] == []
    assert record["sha256"] == sha256(folder / "d.profile")
    assert record["inputs"] == {"d.item": sha256(folder / "d.item")}
    assert record["options"]["fields"] == ["title", "year", "categories", "brand", "price", "description"]


def test_chosen_fields_and_a_limit(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "d.item").write_text(ITEMS)
    backend = Scripted()
    record = _profile(folder, backend, fields=("title", "description"), limit=1)
    assert [request.text for request in backend.requests] == [
        "<item>Green tea; description: Dried leaves. (b)Fine(/b)</item>"
    ]
    assert record["options"] == {"fields": ["title", "description"], "limit": 1}
    with pytest.raises(ConfigError, match="has no column 'titel'"):
        _profile(folder, Scripted(unexpected), fields=("titel",), partial=True)


def test_encoders_read_them(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d", 3)
    _profile(folder, Scripted())
    encoder = Lengths()
    encode_texts(folder, encoder, EncodeOptions(fields=("profile",)))
    assert sorted(encoder.batches[0]) == [profile_of(f"Title number {n}").rstrip(".") for n in range(3)]


def test_recbole_loads_them(tmp_path: Path) -> None:
    folder = write_toy(tmp_path) / "toy"
    _profile(folder, Scripted(), fields=("title",), limit=4)
    keys = {
        "load_col": {"inter": ["user_id", "item_id", "timestamp"], "profile": ["profile_item_id", "profile"]},
        "additional_feat_suffix": ["profile"],
        "alias_of_item_id": ["profile_item_id"],
        "data_path": str(tmp_path),
        "checkpoint_dir": str(tmp_path),
    }
    dataset = Dataset(RecBoleConfig("BPR", "toy", config_dict=keys))
    ids = dataset.id2token("item_id", dataset.profile_feat["profile_item_id"])
    loaded = {str(item): " ".join(words) for item, words in zip(ids, dataset.profile_feat["profile"])}
    assert loaded == read_profiles(folder) and len(loaded) == 4


def test_prose_of_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("openai")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    folder = some_items(tmp_path / "d", 4)
    text = profile_of("it")
    parts: Any = [{"type": "text", "text": text}]
    replies = [
        answer(f"<think>A title, {text}</think>\n\nHere is the profile:\n\n{text}"),
        answer(f"```\n{json.dumps({'profile': text})}\n```"),
        answer(parts),
        answer("I'm sorry, but I cannot help with that."),
        answer(f"**{text}**"),
    ]
    with FaultyServer(replies) as server:
        _profile(folder, OpenAIBackend("m", server.url, parallel=1))
        bodies = [body for _, body in server.seen]
    assert read_profiles(folder) == {f"i{n}": text for n in range(4)} and len(bodies) == 5
    assert all("response_format" not in body for body in bodies)


def test_an_interrupted_run_continues(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d", 6)

    def interrupted(request: Request) -> str:
        if "number 3" in request.text:
            raise KeyboardInterrupt
        return profile_of(item_in(request.text))

    with pytest.raises(KeyboardInterrupt):
        _profile(folder, Scripted(interrupted))
    assert [path.name for path in folder.iterdir()] == ["d.item"]
    backend = Scripted()
    _profile(folder, backend)
    # Films first, which are the items with even numbers: 0, 2, 4 and 1 have answers.
    assert [item_in(request.text) for request in backend.requests] == ["Title number 3", "Title number 5"]
    assert len(read_profiles(folder)) == 6


def test_a_second_run_makes_no_request(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d")
    first = Scripted(parallel=4)
    _profile(folder, first)
    written = (folder / "d.profile").read_bytes()
    assert first.kinds() == {"profile": 24}
    _profile(folder, Scripted(unexpected))
    assert (folder / "d.profile").read_bytes() == written
    # After a change of a title, only its profile is requested.
    path = folder / "d.item"
    path.write_text(path.read_text().replace("Title number 4\n", "Title number 4, revised\n"))
    backend = Scripted()
    _profile(folder, backend)
    assert [item_in(request.text) for request in backend.requests] == ["Title number 4, revised"]


def test_an_answer_of_another_length_gets_one_repair_request(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d", 2)
    long = " ".join(["word"] * 61)
    backend = Scripted([long, profile_of("it"), "Too short.", "No."])
    record = _profile(folder, backend)
    assert read_profiles(folder) == {"i0": profile_of("it")}
    repair = backend.requests[1].messages
    assert repair[-2] == {"role": "assistant", "content": long}
    assert repair[-1]["content"].startswith("That answer cannot be used: It has 61 words instead of 25 to 60.")
    assert record["counts"]["failures"] == 1
    (failure,) = record["failures"]
    assert failure["item_id"] == "i1" and failure["step"] == "profile" and "'No.'" in failure["problem"]


def test_a_longer_answer_is_shortened_without_another_request(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d", 1)
    answer = profile_of("it") + " And" + " so on" * 30
    backend = Scripted([answer])
    record = _profile(folder, backend)
    assert read_profiles(folder) == {"i0": profile_of("it")} and record["counts"]["shortened"] == 1
    # The same from the cache.
    assert _profile(folder, Scripted(unexpected))["counts"] == record["counts"]


def test_profiles_that_do_not_distinguish_items_are_counted(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d", 4)
    record = _profile(folder, Scripted(lambda request: profile_of(str(int("number 3" in request.text)))))
    assert record["counts"]["not_distinct"] == 3


def test_a_complete_file_is_not_replaced_by_a_smaller_one(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d", 6)
    _profile(folder, Scripted())
    written, record = (folder / "d.profile").read_bytes(), (folder / "d.profile.json").read_bytes()
    with pytest.raises(BackendError, match=r"has 6 items and was kept.* only 4.*2 of 6 items have no valid answer"):
        _profile(folder, Scripted(_bad_for("1", "4")), cache=tmp_path / "other")
    with pytest.raises(DataError, match=r"limit \(5\) is less than the 6 items"):
        _profile(folder, Scripted(unexpected), limit=5)
    assert (folder / "d.profile").read_bytes() == written and (folder / "d.profile.json").read_bytes() == record
    partial = _profile(folder, Scripted(_bad_for("1", "4")), cache=tmp_path / "other", partial=True)
    assert partial["counts"]["profiles"] == 4 and list(read_profiles(folder)) == ["i0", "i2", "i3", "i5"]
    # The next run with a better model requests the missing ones only.
    backend = Scripted()
    _profile(folder, backend, cache=tmp_path / "other")
    assert backend.kinds() == {"profile": 2} and len(read_profiles(folder)) == 6


def test_without_any_profile_nothing_is_written(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d", 3)
    with pytest.raises(BackendError, match="3 of 3 items have no valid answer"):
        _profile(folder, Scripted(lambda request: "No."))
    assert [path.name for path in folder.iterdir()] == ["d.item"]


def test_a_column_named_profile_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "d"
    folder.mkdir()
    (folder / "d.item").write_text("item_id:token\tdomain:token\tprofile:token_seq\n1\tfood\tTea\n")
    with pytest.raises(ConfigError, match=r"d\.item has a column 'profile', which encoders would confuse"):
        _profile(folder, Scripted(unexpected))


def test_examples_of_the_template_are_valid_answers() -> None:
    stage = load_templates().profile
    assert stage is not None and len(stage.examples) == 2
    for example in stage.examples:
        assert read_profile(example.answer) == Profile(example.answer, False)


def test_templates_without_the_part(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d", 3)
    with pytest.raises(ConfigError, match="The template file has no part 'profile'"):
        _profile(folder, Scripted(unexpected), templates=load_templates().model_copy(update={"profile": None}))


def test_costs_are_those_of_the_run(tmp_path: Path) -> None:
    folder = some_items(tmp_path / "d", 6)
    path = folder / "d.item"
    path.write_text(path.read_text().replace("Title number 4\n", "Title number 2\n"))  # items with the same text

    def estimated() -> tuple[int, int]:
        (cost,) = estimate_profile_costs(
            folder, ProfileOptions(), load_templates(), cache=tmp_path / "cache", identity="scripted"
        )
        assert (cost.prompt_tokens > 0) is (cost.answer_tokens > 0) is (cost.calls > 0)
        return cost.calls, cost.cached

    assert estimated() == (5, 0)
    backend = Scripted()
    _profile(folder, backend)
    assert len(backend.requests) == 5 and estimated() == (0, 5)


def _short() -> Templates:
    """The package's templates with one example of a profile, since every word costs time here."""
    templates = load_templates()
    assert templates.profile is not None
    stage = templates.profile.model_copy(update={"examples": templates.profile.examples[:1]})
    return templates.model_copy(update={"profile": stage})


@pytest.mark.slow
def test_a_small_model_profiles_some_items(tmp_path: Path) -> None:
    model = str(small_model())
    folder = ensure_demo(tmp_path)
    options: dict[str, Any] = {"threads": 1, "cache": tmp_path / "cache", "templates": _short(), "limit": 3}
    record = profile_items(folder, model, **options)
    written = PROFILE.path(folder).read_bytes()
    frame = read_atomic(PROFILE.path(folder), require=PROFILE.columns)
    assert record["model"]["runtime"] == "xllamacpp" and record["options"]["fields"] == ["title", "year", "genre"]
    counts = record["counts"]
    # A model of 135M repeats sentences and exceeds the limits; most of its answers can be used all the same.
    assert counts["profiles"] == len(frame) >= 2 and counts["failures"] == 3 - len(frame)
    assert all(25 <= n_words(" ".join(words)) <= 60 for words in frame["profile"])
    assert 25 <= counts["words"]["min"] <= counts["words"]["max"] <= 60
    answers = (tmp_path / "cache/answers.jsonl").read_bytes()
    assert profile_items(folder, model, **options)["counts"] == counts
    assert PROFILE.path(folder).read_bytes() == written and (tmp_path / "cache/answers.jsonl").read_bytes() == answers
