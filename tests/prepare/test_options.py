"""Options of `prepare`: values that are refused, and times."""

from __future__ import annotations

from typing import Any

import pytest

from recbole_tema.errors import ConfigError
from recbole_tema.options import parse_time
from recbole_tema.prepare.options import Columns, Rules, SourceOptions, from_mapping
from recbole_tema.prepare.sources import SOURCES


@pytest.mark.parametrize(
    "options",
    [
        {"repeated": "once"},
        {"order": "rating"},
        {"ties": "random"},
        {"order": "file", "ties": "hash"},
        {"order": "file", "shuffle_ties": 0},
        {"user_core": -1},
        {"item_core": -2},
        {"min_domains": 0},
        {"domain_min": 0},
        {"last": 0},
        {"window_days": 0},
        {"window_days": 0.5},
        {"window_days": float("nan")},
        {"since": "yesterday"},
        {"until": "2014-02-30"},
        {"until": "20140230"},
        {"since": "nan"},
        {"until": "inf"},
    ],
)
def test_wrong_rules_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match=next(reversed(options)).replace("shuffle_", "")):
        Rules(**options)


def test_file_order_is_needed_unless_ties_are_hashed() -> None:
    assert Rules().needs_file_order and Rules(order="file").needs_file_order
    assert not Rules(ties="hash").needs_file_order and not Rules(shuffle_ties=0).needs_file_order


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1970-01-01", 0.0),
        ("2014-01-31", 1_391_126_400.0),
        ("2014-01-31 00:00:30", 1_391_126_430.0),
        ("2014-01-31T01:00:00+01:00", 1_391_126_400.0),
        ("1391126400", 1_391_126_400.0),
        ("2014", 1_388_534_400.0),
        ("20140131", 1_391_126_400.0),
        ("1950", -631_152_000.0),
        ("10", 10.0),
        ("14000000", 14_000_000.0),
        ("-1.5", -1.5),
    ],
)
def test_times_are_in_utc(text: str, seconds: float) -> None:
    assert parse_time(text, "since") == seconds


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"format": "csv"},
            f"format ('csv') must be one of {', '.join(SOURCES)}.",
        ),
        (
            {"format": "steam", "metadata": ("games.json",)},
            "metadata has no effect with the format steam. Remove it. Options of this format: genres.",
        ),
        ({"format": "douban", "genres": ("a=b",)}, "genres has no effect with the format douban."),
        ({"time_format": "days"}, "time_format ('days') must be one of seconds, milliseconds, microseconds, nanosec"),
        ({"time_format": "%d.%m.%Q"}, "time_format ('%d.%m.%Q') has the unknown directive '%Q'. Known: %Y, %y, "),
        ({"time_format": "%d.%m."}, "time_format ('%d.%m.') must hold a year, and each part once."),
        ({"time_format": "%Y-%m-%d %m"}, "time_format ('%Y-%m-%d %m') must hold a year, and each part once."),
        ({"format": "abxi", "domains": ("a",)}, "domains (a) must name two domains. Write them as food,kitchen."),
        ({"genres": "a=War"}, "genres ('a=War') must be a list."),
    ],
)
def test_wrong_source_options_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as error:
        SourceOptions(("x",), **options)
    assert str(error.value).startswith(message)


def test_one_source() -> None:
    assert SourceOptions(("a/b",)).path.name == "b"
    with pytest.raises(ConfigError, match=r"format abxi takes one source, got 2\."):
        _ = SourceOptions(("a", "b"), format="abxi").path


def test_unknown_names_are_refused() -> None:
    assert from_mapping(Columns, {"user": "u", "drop": ("x",)}) == Columns(user="u", drop=("x",))
    with pytest.raises(ConfigError, match=r"unknown option 'usr'\. Known: user, item, time, domain, title, rating, "):
        from_mapping(Columns, {"usr": "u"})


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_has_a_reader_help_and_valid_rules(name: str) -> None:
    from importlib import import_module

    source = SOURCES[name]
    module, function = source.reader.split(":")
    assert callable(getattr(import_module(f"recbole_tema.prepare.sources.{module}"), function))
    assert source.help and not source.help.endswith(".")
    from_mapping(Rules, source.rules)
