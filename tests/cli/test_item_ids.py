"""Item ids that contain spaces, in one option: joined where that is certain, refused where it is not."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recbole_tema.cli._item_ids import item_ids
from recbole_tema.errors import ConfigError

SHOP = {"i1", "i2", "red shoe", "red shoe size 9", "shoe box", "été"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([""], []),
        (["i1 i2 i1"], ["i1", "i2", "i1"]),
        (["i1", "i2"], ["i1", "i2"]),
        (["red shoe"], ["red shoe"]),
        (["i1  red\tshoe i2"], ["i1", "red shoe", "i2"]),
        (["red shoe", "i2 i1"], ["red shoe", "i2", "i1"]),
        (["red shoe size 9 été"], ["red shoe size 9", "été"]),
        (['"red shoe" i2'], ["red shoe", "i2"]),
        (['i1 "red  shoe" "shoe box"'], ["i1", "red shoe", "shoe box"]),
        (["red", "shoe"], ["red", "shoe"]),  # not joined across values
        (["red shoe box"], None),
        (['"red shoe" box'], ["red shoe", "box"]),
        (["i1 nothing red shoe"], ["i1", "nothing", "red shoe"]),
        (['"i1 i2"'], ["i1 i2"]),  # unknown, which the recommender reports
        (['5" i1'], ['5"', "i1"]),
    ],
)
def test_ids_of_a_shop(values: list[str], expected: list[str] | None) -> None:
    if expected is not None:
        assert item_ids(values, SHOP, "--history") == expected
        return
    with pytest.raises(ConfigError, match=r"--history can be read as 'red shoe', 'box' or 'red', 'shoe box'\. Put ids"):
        item_ids(values, SHOP, "--history")


@given(st.lists(st.sampled_from("abx"), max_size=7), st.sets(st.sampled_from(["a", "b", "a b", "b a", "a b a"])))
def test_all_readings(words: list[str], known: set[str]) -> None:
    """Against a list of all ways to join the words."""
    readings = set()
    for joints in product([True, False], repeat=max(len(words) - 1, 0)):
        text = "".join(word + (" " if joined else "|") for word, joined in zip(words, [*joints, False]))
        reading = text.removesuffix("|").split("|") if words else []
        if all(item in known or " " not in item for item in reading):
            readings.add((sum(item not in known for item in reading), tuple(reading)))
    fewest = min(readings)[0]
    best = [reading for unknown, reading in readings if unknown == fewest]
    if len(best) == 1:
        assert item_ids([" ".join(words)], known, "--history") == list(best[0])
    else:
        with pytest.raises(ConfigError, match="can be read as"):
            item_ids([" ".join(words)], known, "--history")
    assert item_ids([" ".join(f'"{item}"' for item in best[0])], known, "--history") == list(best[0])
