"""Paired tests against SciPy: tails, pairs of users, seed means, and Holm's correction by hand."""

from __future__ import annotations

import json
import warnings

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from recbole_tema.errors import ConfigError, DataError
from recbole_tema.evaluation import compare, holm, per_user
from recbole_tema.evaluation.significance import ALTERNATIVES


def ranks_of(model, ranks, seed=1, split="test", protocol="domain"):
    n = len(ranks)
    return pd.DataFrame(
        {
            "model": model,
            "seed": seed,
            "split": split,
            "protocol": protocol,
            "user_id": [f"u{i}" for i in range(n)],
            "item_id": [f"i{i}" for i in range(n)],
            "domain": ["food" if i % 2 else "kitchen" for i in range(n)],
            "history_length": 3,
            "rank": np.asarray(ranks, dtype=np.float32),
        }
    )


@pytest.fixture()
def good_and_bad():
    rng = np.random.default_rng(0)
    good = rng.integers(1, 5, 200)
    bad = rng.integers(5, 50, 200)
    return pd.concat([ranks_of("good", good), ranks_of("bad", bad)]).sample(frac=1, random_state=0)


def test_holm_by_hand():
    np.testing.assert_allclose(holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []
    assert holm([0.2]) == [0.2]


def test_greater_is_one_sided(good_and_bad):
    rows = compare(good_and_bad, "good", protocol="domain", alternative="greater")
    assert [(r["domain"], r["metric"]) for r in rows] == [
        (d, m) for d in ("overall", "food", "kitchen") for m in ("ndcg@10", "hit@10")
    ]
    assert all(r["p"] < 1e-6 and r["p_wilcoxon"] < 1e-6 and r["p_holm"] < 1e-5 for r in rows)
    assert all(r["difference"] > 0 and r["ci95"][0] > 0 for r in rows)
    reverse = compare(good_and_bad, "bad", protocol="domain", alternative="greater")
    assert all(r["p"] > 1 - 1e-6 and r["p_wilcoxon"] > 1 - 1e-6 and r["p_holm"] == 1 for r in reverse)
    assert [r["users"] for r in rows[::2]] == [200, 100, 100]
    json.dumps(rows, allow_nan=False)


def test_numbers_are_scipys_over_seed_means():
    rng = np.random.default_rng(1)
    ours, theirs = rng.integers(1, 20, (3, 40)), rng.integers(1, 25, (2, 40))
    parts = [ranks_of("A", r, seed) for seed, r in enumerate(ours)]
    parts += [ranks_of("B", r, seed) for seed, r in enumerate(theirs)]
    # Rows of another split and protocol must not matter.
    parts += [ranks_of("B", [1] * 40, split="valid"), ranks_of("A", [1] * 30, protocol="catalog")]
    rows = compare(pd.concat(parts), "A", protocol="domain", metrics=["mrr"], alternative="greater")
    a = np.mean([per_user(r)["mrr"] for r in ours], axis=0)
    b = np.mean([per_user(r)["mrr"] for r in theirs], axis=0)
    row = rows[0]
    assert (row["model"], row["baseline"], row["protocol"], row["users"]) == ("A", "B", "domain", 40)
    test = stats.ttest_rel(a, b, alternative="greater")
    assert row["p"] == pytest.approx(test.pvalue)
    assert row["p_wilcoxon"] == pytest.approx(stats.wilcoxon(a, b, alternative="greater").pvalue)
    assert row["mean"] == pytest.approx(a.mean())
    assert row["baseline_mean"] == pytest.approx(b.mean())
    interval = stats.ttest_rel(a, b).confidence_interval(0.95)
    assert row["ci95"] == pytest.approx([interval.low, interval.high])
    assert [r["p_holm"] for r in rows] == pytest.approx(holm([r["p"] for r in rows]))


def test_two_sided_numbers_are_scipys(good_and_bad):
    rows = compare(good_and_bad, "bad", protocol="domain", metrics=["mrr"], alternative="two-sided")
    values = {
        model: per_user(part.sort_values("user_id")["rank"].to_numpy())["mrr"]
        for model, part in good_and_bad.groupby("model")
    }
    assert rows[0]["p"] == pytest.approx(stats.ttest_rel(values["bad"], values["good"]).pvalue)
    assert rows[0]["p_wilcoxon"] == pytest.approx(stats.wilcoxon(values["bad"], values["good"]).pvalue)
    greater = compare(good_and_bad, "bad", protocol="domain", metrics=["mrr"], alternative="greater")
    assert [row["ci95"] for row in rows] == [row["ci95"] for row in greater]
    # The model is worse: the one-sided test cannot show it, the two-sided one does.
    assert all(row["p_holm"] < 1e-5 for row in rows) and all(row["p_holm"] == 1 for row in greater)


def test_every_pair_is_tested_independently_of_the_order_of_the_models():
    rng = np.random.default_rng(4)
    parts = [ranks_of(name, rng.integers(1, 20, 60)) for name in ("C", "A", "B")]
    options = {"protocol": "domain", "metrics": ["mrr"]}
    rows = compare(pd.concat(parts), **options)
    assert [(row["model"], row["baseline"]) for row in rows[::3]] == [("A", "B"), ("A", "C"), ("B", "C")]
    assert {row["alternative"] for row in rows} == {"two-sided"}
    assert rows == compare(pd.concat(parts[::-1]), **options)
    assert [row["p_holm"] for row in rows] == holm([row["p"] for row in rows])
    one_sided = compare(pd.concat(parts), alternative="greater", **options)
    assert [row["model"] + row["baseline"] for row in one_sided[::3]] == ["AB", "AC", "BA", "BC", "CA", "CB"]
    p = {(row["model"], row["baseline"], row["domain"]): row["p"] for row in one_sided}
    assert all(p[a, b, domain] + p[b, a, domain] == pytest.approx(1) for a, b, domain in p)


def test_a_constant_difference_has_p_of_0():
    ranks = pd.concat([ranks_of("A", [1] * 9), ranks_of("B", [2] * 9)])
    options = {"protocol": "domain", "metrics": ["mrr"]}
    p = {(m, a): compare(ranks, m, alternative=a, **options)[0]["p"] for m in "AB" for a in ALTERNATIVES}
    assert p == {("A", "two-sided"): 0, ("A", "greater"): 0, ("B", "two-sided"): 0, ("B", "greater"): 1}


def test_holm_corrects_over_all_rows(good_and_bad):
    third = ranks_of("third", np.random.default_rng(2).integers(1, 6, 200))
    rows = compare(pd.concat([good_and_bad, third]), "good", protocol="domain")
    assert len(rows) == 2 * 3 * 2
    assert [r["p_holm"] for r in rows] == holm([r["p"] for r in rows])


@pytest.mark.parametrize("n", [1, 2, 50])
@pytest.mark.parametrize("alternative", ALTERNATIVES)
def test_equal_metrics_have_p_of_1(n, alternative):
    ranks = pd.concat([ranks_of("A", [3] * n), ranks_of("B", [3] * n)])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rows = compare(ranks, "A", protocol="domain", alternative=alternative)
    assert all(r["p"] == r["p_holm"] == r["p_wilcoxon"] == 1 and r["difference"] == 0 for r in rows)
    assert all(r["ci95"] == (None if r["users"] == 1 else [0, 0]) for r in rows)


def test_different_targets_are_not_compared():
    a, b = ranks_of("A", [1, 2, 3]), ranks_of("B", [1, 2, 3])
    with pytest.raises(DataError, match="different targets"):
        compare(pd.concat([a, b.iloc[:2]]), "A", protocol="domain")
    with pytest.raises(DataError, match="different targets"):
        compare(pd.concat([a, b.assign(item_id=["i0", "i1", "other"])]), "A", protocol="domain")
    with pytest.raises(DataError, match="seeds of A"):
        compare(pd.concat([a, a.iloc[:2].assign(seed=2), b]), "A", protocol="domain")
    with pytest.raises(DataError, match="twice with one seed"):
        compare(pd.concat([a, a, b]), "A", protocol="domain")


def test_errors():
    a = ranks_of("A", [1, 2, 3])
    assert compare(a, "A", protocol="domain") == []
    with pytest.raises(ConfigError, match="'C'"):
        compare(a, "C", protocol="domain")
    with pytest.raises(ConfigError, match="no test ranks of 'B' for the protocol 'domain'"):
        compare(pd.concat([a, ranks_of("B", [1, 2, 3], protocol="catalog")]), protocol="domain")
    with pytest.raises(ConfigError, match="Unknown metric 'auc'"):
        compare(a, "A", protocol="domain", metrics=["auc"])
    with pytest.raises(ConfigError, match="Unknown alternative 'less'"):
        compare(a, "A", protocol="domain", alternative="less")
    with pytest.raises(DataError, match="lacks the columns rank"):
        compare(a.drop(columns="rank"), "A", protocol="domain")
