"""Datasets of one domain, and RecBole's own files: every kind of model trains on them and is compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from recbole_tema.data.interactions import unix_times
from recbole_tema.data.preparation import create_dataset, data_preparation, prepare_data
from recbole_tema.errors import DataError
from recbole_tema.experiment.run import run_experiment
from tests.helpers import build, config

MODELS = ("TEMA", "SASRecW", "SASRec", "BPR", "Pop")
# Seconds that are equal as float32, in which Unix times are 64 or 128 seconds apart.
START = 881_250_949


def write_recbole(folder: Path, *, item: str | None = None, users: int = 8, items: int = 9, **columns: str) -> Path:
    """Write interactions ``r`` as RecBole's conversion scripts do: unsorted, times in Unix seconds, no domain."""
    root = folder / "r"
    root.mkdir(parents=True)
    rows = [(f"u{u}", f"i{(u + n * n) % items}", START + n, n % 5) for u in range(users) for n in range(6)]
    lines = [f"{user}\t{item_id}\t{rating}\t{time}" for user, item_id, time, rating in reversed(rows)]
    header = columns.get("header", "user_id:token\titem_id:token\trating:float\ttimestamp:float")
    (root / "r.inter").write_text("\n".join([header, *lines]) + "\n")
    if item is not None:
        (root / "r.item").write_text(item)
    return folder


def sequence(user: int) -> list[str]:
    return [f"i{(user + n * n) % 9}" for n in range(6)]


def small(folder: Path, model: str, **keys: Any) -> Any:
    return config(folder, model, dataset="r", **keys)


def targets_of(data: Any) -> dict[str, tuple[str, list[str]]]:
    interactions = data.split.interactions
    users, items = interactions.user_tokens[data.test.targets.users], interactions.item_tokens
    return {
        str(user): (str(items[item]), [str(token) for token in items[data.test.targets.history(row)]])
        for row, (user, item) in enumerate(zip(users, data.test.targets.items))
    }


@pytest.mark.parametrize("model", [*MODELS, "DIEN", "GRU4Rec"])
def test_order_is_by_exact_time_for_every_model(tmp_path: Path, model: str) -> None:
    data = prepare_data(small(write_recbole(tmp_path), model))
    assert targets_of(data) == {f"u{u}": (sequence(u)[5], sequence(u)[:5]) for u in range(8)}
    assert data.domains.names == ["all"] and data.domains.of_item.tolist() == [0] + [1] * (
        len(data.domains.of_item) - 1
    )


def test_padded_rows_of_recbole_are_in_the_exact_order(tmp_path: Path) -> None:
    settings = small(write_recbole(tmp_path), "SASRec")
    dataset = create_dataset(settings)
    test = data_preparation(settings, dataset)[2]._dataset
    tokens = dataset.field2id_token
    rows = {
        str(tokens["user_id"][user]): [str(tokens["item_id"][i]) for i in history[:length]]
        for user, history, length in zip(
            test.inter_feat["user_id"], test.inter_feat["item_id_list"], test.inter_feat["item_length"]
        )
    }
    assert rows == {f"u{u}": sequence(u)[:5] for u in range(8)}


ITEMS = "item_id:token\tname:token_seq\tclass:token_seq\tprice:float\tvector:float_seq\n" + "".join(
    f"i{i}\tThing {i}\t{'Toy Wood' if i % 2 else 'Game'}\t{'' if i == 3 else i}\t0.5 {i}\n" for i in range(9)
)
USERS = "user_id:token\tage:float\tjobs:token_seq\n" + "".join(f"u{u}\t{20 + u}\tsmith baker\n" for u in range(8))


@pytest.mark.parametrize("load_col", [None, "default"])
@pytest.mark.parametrize("model", MODELS)
def test_columns_of_any_kind_are_read(tmp_path: Path, model: str, load_col: str | None) -> None:
    write_recbole(tmp_path, item=ITEMS)
    (tmp_path / "r/r.user").write_text(USERS)
    keys: dict[str, Any] = {"modalities": ["id"]} if load_col else {"load_col": None, "modalities": ["id"]}
    data = prepare_data(small(tmp_path, model, **keys))
    assert len(targets_of(data)) == 8 and len(data.domains.of_item) == 10


def test_domains_of_a_column_and_of_its_values(tmp_path: Path) -> None:
    write_recbole(tmp_path, item=ITEMS)
    by_column = prepare_data(small(tmp_path, "BPR", DOMAIN_FIELD="class"))
    assert by_column.domains.names == ["Game", "Toy"]
    assert len(by_column.domains.items_of(1)) == 5 and len(by_column.domains.items_of(2)) == 4
    grouped = prepare_data(small(tmp_path, "BPR", DOMAIN_FIELD="class", domains="{'wood': ['Wood'], 'other': []}"))
    assert grouped.domains.names == ["other", "wood"]
    assert grouped.domains.of_item.tolist()[1:] == by_column.domains.of_item.tolist()[1:]


def test_times_come_from_the_time_field(tmp_path: Path) -> None:
    model, data, _ = build(write_recbole(tmp_path), dataset="r")
    assert data.split.interactions.has_times and model.calendar is not None
    assert data.split.interactions.times.max() == START + 5


def test_calendar_is_left_out_without_times(tmp_path: Path) -> None:
    write_recbole(tmp_path)
    path = tmp_path / "r/r.inter"
    path.write_text(path.read_text().replace(str(START)[:-1], ""))  # 9, 50, 51, ... no times
    model, data, _ = build(tmp_path, dataset="r")
    assert not data.split.interactions.has_times and model.calendar is None


def test_unix_times_by_hand() -> None:
    assert unix_times(np.array([0.0, 1.0, 2.0])) is None and unix_times(np.array([])) is None
    assert unix_times(np.array([1.0, 881_250_949.0])) is None
    assert unix_times(np.array([881_250_949.0])).tolist() == [881_250_949]  # type: ignore[union-attr]
    assert unix_times(np.array([881_250_949_000.0])).tolist() == [881_250_949]  # type: ignore[union-attr]


def test_text_is_left_out_only_if_items_have_none(tmp_path: Path) -> None:
    assert small(write_recbole(tmp_path / "a"), "TEMA")["modalities"] == ["id"]
    ids = "item_id:token\tprice:float\ni1\t3\n"
    assert small(write_recbole(tmp_path / "b", item=ids), "TEMA")["modalities"] == ["id"]
    settings = small(write_recbole(tmp_path / "c", item=ITEMS), "TEMA")
    assert settings["modalities"] == ["id", "text"]
    with pytest.raises(DataError, match=r"r\.txt: No such feature file\."):
        prepare_data(settings)
    assert small(tmp_path / "a", "TEMA", modalities=["id", "text"])["modalities"] == ["id", "text"]


def test_other_names_of_the_columns(tmp_path: Path) -> None:
    header = "uid:token\tartist_id:token\tweight:float\twhen:float"
    write_recbole(tmp_path, header=header)
    with pytest.raises(DataError, match=r"needs the column user_id:token, but has uid:token.* set USER_ID_FIELD"):
        prepare_data(small(tmp_path, "SASRec"))
    names = {"USER_ID_FIELD": "uid", "ITEM_ID_FIELD": "artist_id", "TIME_FIELD": "when"}
    for model in MODELS:
        data = prepare_data(small(tmp_path, model, **names))
        assert targets_of(data)["u3"] == (sequence(3)[5], sequence(3)[:5])


@pytest.mark.parametrize(
    ("suffix", "old", "new", "line", "words"),
    [
        ("inter", "rating:float", "rating", 1, "column 'rating' has no known kind"),
        ("inter", "\nu7\ti5\t0\t", "\nu7\ti5\t", 2, "has 3 cells where the header has 4"),
        (
            "inter",
            "\nu7\ti5\t0\t881250954",
            "\nu7\ti5\t0\tyesterday",
            2,
            "timestamp is 'yesterday', not a finite number",
        ),
        ("inter", "\nu7\ti5\t0\t", "\nu7\ti5\tfive\t", 2, "rating is 'five', not a number"),
        ("item", "\ni2\tThing 2", '\ni2\t"Thing 2', 4, "name starts with a quote that is not closed"),
        ("item", "\ni2\t", "\ni2\textra\t", 4, "has 6 cells where the header has 5"),
        ("item", "\t2\t0.5 2", "\ttwo\t0.5 2", 4, "price is 'two', not a number"),
        ("item", "\t0.5 2", "\t0.5 two", 4, "vector is '0.5 two', not a number"),
        ("user", "\t20\t", "\tyoung\t", 2, "age is 'young', not a number"),
    ],
)
def test_malformed_file_of_recbole_is_reported_by_line(
    tmp_path: Path, suffix: str, old: str, new: str, line: int, words: str
) -> None:
    write_recbole(tmp_path, item=ITEMS)
    (tmp_path / "r/r.user").write_text(USERS)
    path = tmp_path / f"r/r.{suffix}"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(DataError, match=words) as caught:
        prepare_data(small(tmp_path, "SASRec", load_col=None))
    assert (caught.value.path, caught.value.line) == (path, line)


def test_quotes_that_are_closed_are_read(tmp_path: Path) -> None:
    write_recbole(tmp_path, item=ITEMS.replace("Thing 2", '"Thing ""2"""'))
    assert len(targets_of(prepare_data(small(tmp_path, "SASRec", load_col=None)))) == 8


@pytest.mark.parametrize("model", ["TEMA", "SASRec", "BPR"])
def test_repeated_rows_are_named_or_removed_by_recbole(tmp_path: Path, model: str) -> None:
    path = write_recbole(tmp_path) / "r/r.inter"
    path.write_text(path.read_text() + path.read_text().splitlines()[3] + "\n")
    with pytest.raises(DataError, match=r"appears twice \(1 such rows\)\. .*rm_dup_inter") as caught:
        prepare_data(small(tmp_path, model))
    assert caught.value.line == 50
    data = prepare_data(small(tmp_path, model, rm_dup_inter="first"))
    kept = {f"u{u}": list(dict.fromkeys(sequence(u))) for u in range(8)}
    assert targets_of(data) == {user: (items[-1], items[:-1]) for user, items in kept.items()}


@pytest.mark.parametrize("combine", ["joint", "sum"])
def test_tema_of_one_domain_equals_tema_of_a_constant_column(tmp_path: Path, combine: str) -> None:
    write_recbole(tmp_path / "without")
    constant = "item_id:token\tdomain:token\n" + "".join(f"i{i}\ttoys\n" for i in (7, 2, 8, 0, 3, 5, 1, 4, 6))
    write_recbole(tmp_path / "with", item=constant)
    outputs = []
    for folder in ("without", "with"):
        model, data, _ = build(tmp_path / folder, dataset="r", combine=combine)
        torch.manual_seed(1)
        losses = [model.calculate_loss(batch) for batch in data.train]
        scores = model.full_sort_predict(data.test.dataset[torch.from_numpy(data.test.rows)])[:, 1:]
        assert torch.isfinite(scores).all()
        outputs.append((torch.stack(losses), scores))
    assert torch.equal(outputs[0][0], outputs[1][0]) and torch.equal(outputs[0][1], outputs[1][1])


def test_models_are_compared_on_one_domain(tmp_path: Path) -> None:
    keys = {"data_path": str(write_recbole(tmp_path)), "epochs": 1, "hidden_size": 8, "MAX_ITEM_LIST_LENGTH": 8}
    result = run_experiment(["TEMA", "SASRecW", "BPR", "Pop"], "r", output_dir=tmp_path / "out", config_dict=keys)
    titles = [str(table.title) for table in result.tables()]
    assert titles == ["all (8 users)"]
    for run in result.runs:
        assert run.test["domain"]["all"] == run.test["domain"]["overall"] == run.test["catalog"]["overall"]


@pytest.mark.slow
def test_bundled_ml_100k_runs_as_it_is(tmp_path: Path) -> None:
    keys = {"epochs": 1, "teachers": 0, "hidden_size": 16, "MAX_ITEM_LIST_LENGTH": 10, "train_batch_size": 2048}
    result = run_experiment(["SASRecW", "SASRec", "BPR"], "ml-100k", output_dir=tmp_path / "out", config_dict=keys)
    # Counts of the published data set.
    assert (result.dataset.users, result.dataset.items, result.dataset.interactions) == (943, 1682, 100_000)
    assert [run.model for run in result.runs] == ["SASRecW", "SASRec", "BPR"]
    assert all(run.test["domain"]["overall"]["users"] == 943 for run in result.runs)
