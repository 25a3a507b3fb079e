"""Ranks by hand and against a naive loop, and the fixed sample of negatives."""

from __future__ import annotations

import time

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from recbole_tema.errors import ConfigError, DataError, TEMAError
from recbole_tema.evaluation import PROTOCOLS
from recbole_tema.evaluation.protocols import rank_targets, sample_negatives
from tests.data.targets import make_targets

DOMAIN = torch.tensor([0, 1, 1, 1, 1, 2, 2, 2])
SCORES = torch.tensor([[99.0, 0.1, 0.5, 0.9, 0.5, 0.7, 0.5, 0.2]])


def ranks_of(scores, targets, domain, protocol, **options):
    return rank_targets(scores, targets, domain, [protocol], **options)[protocol]


@pytest.mark.parametrize(
    ("protocol", "mask", "expected"),
    [
        ("domain", False, 2.5),  # 3 has a higher score, 4 is tied
        ("domain", True, 1.5),  # 3 is masked
        ("catalog", False, 4.0),  # 3 and 5 have higher scores, 4 and 6 are tied
        ("catalog", True, 3.0),
    ],
)
def test_rank_by_hand(protocol, mask, expected):
    targets = make_targets([2], [[3]])
    ranks = ranks_of(SCORES, targets, DOMAIN, protocol, mask_history=mask)
    assert ranks.dtype == np.float64
    assert ranks.tolist() == [expected]


def test_target_in_history_stays_a_candidate():
    targets = make_targets([2], [[2, 3, 2]])
    assert ranks_of(SCORES, targets, DOMAIN, "domain", mask_history=True).tolist() == [1.5]
    assert ranks_of(SCORES, targets, DOMAIN, "domain", mask_history=False).tolist() == [2.5]


def test_sampled_uses_the_negatives_as_given():
    targets = make_targets([2], [[]])
    negatives = np.array([[3, 4, 0, 0]])
    assert ranks_of(SCORES, targets, DOMAIN, "sampled", mask_history=True, negatives=negatives).tolist() == [2.5]
    negatives = np.array([[1, 0, 0, 0]])
    assert ranks_of(SCORES, targets, DOMAIN, "sampled", mask_history=False, negatives=negatives).tolist() == [1.0]


def test_constant_scores_give_the_middle_rank():
    targets = make_targets([5], [[]])
    assert ranks_of(torch.zeros(1, 8), targets, DOMAIN, "catalog", mask_history=False).tolist() == [4.0]


@pytest.mark.parametrize("pad", [float("nan"), float("inf"), -float("inf")])
def test_pad_is_never_a_candidate(pad):
    scores = SCORES.clone()
    scores[0, 0] = pad
    assert ranks_of(scores, make_targets([3], [[]]), DOMAIN, "catalog", mask_history=False).tolist() == [1.0]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_scores_that_are_not_finite_are_reported_as_divergence(value):
    scores = SCORES.clone()
    scores[0, 4] = value
    with pytest.raises(TEMAError, match="diverged"):
        ranks_of(scores, make_targets([2], [[]]), DOMAIN, "domain", mask_history=False)


@pytest.mark.parametrize(("value", "rank"), [(-float("inf"), 2.0), (3e38, 3.0)])
def test_excluded_items_and_sums_that_overflow_are_accepted(value, rank):
    scores = SCORES.clone()
    scores[0, 4:7] = value
    assert ranks_of(scores, make_targets([2], [[]]), DOMAIN, "domain", mask_history=False).tolist() == [rank]


def test_rank_targets_reports_bad_input():
    targets = make_targets([2], [[]])
    with pytest.raises(ConfigError, match="protocol 'all'"):
        ranks_of(SCORES, targets, DOMAIN, "all", mask_history=False)
    with pytest.raises(ConfigError, match="negatives"):
        ranks_of(SCORES, targets, DOMAIN, "sampled", mask_history=False)
    with pytest.raises(ConfigError, match="shape"):
        ranks_of(SCORES.repeat(2, 1), targets, DOMAIN, "domain", mask_history=False)
    with pytest.raises(ConfigError, match="Expected 7 scores per user, got 8"):
        ranks_of(SCORES, targets, DOMAIN[:-1], "domain", mask_history=False)
    with pytest.raises(DataError, match="no domain"):
        ranks_of(SCORES, targets, torch.zeros(8, dtype=torch.long), "domain", mask_history=False)


def naive_rank(scores, item, history, domain, protocol, mask, negatives, cold):
    candidates = {
        "domain": [i for i in range(1, len(scores)) if domain[i] == domain[item]],
        "catalog": list(range(1, len(scores))),
        "sampled": [i for i in negatives if i],
        "cold": [i for i in range(1, len(scores)) if domain[i] == domain[item] and cold[i]],
    }[protocol]
    rank = 1.0
    for other in candidates:
        if other == item or (mask and other in history):
            continue
        rank += 1.0 if scores[other] > scores[item] else 0.5 if scores[other] == scores[item] else 0.0
    return rank


@settings(max_examples=150)
@given(data=st.data(), protocol=st.sampled_from(PROTOCOLS), mask=st.booleans())
def test_against_a_naive_loop(data, protocol, mask):
    n_items = data.draw(st.integers(2, 12))
    batch = data.draw(st.integers(1, 5))
    ids = st.integers(1, n_items - 1)
    domain = [0, *data.draw(st.lists(st.integers(1, 3), min_size=n_items - 1, max_size=n_items - 1))]
    row = st.lists(st.integers(-2, 2), min_size=n_items, max_size=n_items)
    scores = data.draw(st.lists(row, min_size=batch, max_size=batch))
    items = data.draw(st.lists(ids, min_size=batch, max_size=batch))
    histories = data.draw(st.lists(st.lists(ids, max_size=6), min_size=batch, max_size=batch))
    targets = make_targets(items, histories)
    negatives = sample_negatives(targets, np.array(domain), fingerprint="ab", seed=0, count=4)
    drawn = data.draw(st.sets(ids))
    cold = np.array([i in drawn or i in items for i in range(n_items)])
    ranks = ranks_of(
        torch.tensor(scores, dtype=torch.float32),
        targets,
        torch.tensor(domain),
        protocol,
        mask_history=mask,
        negatives=negatives,
        cold_items=cold,
    )
    expected = [
        naive_rank(scores[i], items[i], histories[i], domain, protocol, mask, negatives[i], cold) for i in range(batch)
    ]
    assert ranks.tolist() == expected
    # Several protocols in one pass give the same ranks as one pass each.
    options = {"mask_history": mask, "negatives": negatives, "cold_items": cold}
    given_ = (torch.tensor(scores, dtype=torch.float32), targets, torch.tensor(domain))
    together = rank_targets(*given_, PROTOCOLS, **options)
    assert list(together) == list(PROTOCOLS)
    assert all(together[p].tolist() == ranks_of(*given_, p, **options).tolist() for p in PROTOCOLS)


def big_targets(n_users=300, n_items=500):
    rng = np.random.default_rng(0)
    domain = np.concatenate(([0], rng.integers(1, 3, n_items - 1)))
    histories = [rng.integers(1, n_items, rng.integers(0, 30)).tolist() for _ in range(n_users)]
    return make_targets(rng.integers(1, n_items, n_users), histories), domain


def test_negatives_are_of_the_domain_and_not_in_the_history():
    targets, domain = big_targets()
    negatives = sample_negatives(targets, domain, fingerprint="c0ffee", seed=3, count=50)
    assert negatives.shape == (300, 50)
    assert negatives.dtype == np.int64
    for row in range(len(targets)):
        drawn = negatives[row]
        assert len(set(drawn.tolist())) == 50
        assert (domain[drawn] == domain[targets.items[row]]).all()
        assert not set(drawn.tolist()) & {*targets.history(row).tolist(), int(targets.items[row])}


def test_negatives_depend_on_fingerprint_user_and_seed_only():
    targets, domain = big_targets()
    first = sample_negatives(targets, domain, fingerprint="aa", seed=1, count=50)
    order = np.random.default_rng(1).permutation(len(targets))[:100]
    np.testing.assert_array_equal(
        sample_negatives(targets.subset(order), domain, fingerprint="aa", seed=1, count=50), first[order]
    )
    assert (sample_negatives(targets, domain, fingerprint="ab", seed=1, count=50) != first).any(axis=1).all()
    assert (sample_negatives(targets, domain, fingerprint="aa", seed=2, count=50) != first).any(axis=1).all()
    two_users = make_targets([1, 1], [[], []], users=[7, 8])
    drawn = sample_negatives(two_users, domain, fingerprint="aa", seed=1, count=50)
    assert (drawn[0] != drawn[1]).any()


def test_negatives_do_not_change_between_versions():
    targets = make_targets([1], [[2]], users=[5])
    domain = np.array([0] + [1] * 40)
    drawn = sample_negatives(targets, domain, fingerprint="aa", seed=1, count=5)
    assert drawn.tolist() == [[7, 11, 29, 33, 35]]


def test_a_small_domain_gives_all_its_negatives():
    targets = make_targets([1], [[2]])
    drawn = sample_negatives(targets, np.array([0, 1, 1, 1, 1, 2]), fingerprint="aa", seed=0, count=4)
    assert drawn.tolist() == [[3, 4, 0, 0]]


def test_negatives_are_uniform():
    n = 4000
    targets = make_targets([1] * n, [[]] * n)
    drawn = sample_negatives(targets, np.array([0] + [1] * 21), fingerprint="aa", seed=0, count=5)
    shares = np.bincount(drawn.ravel(), minlength=22)[2:] / n
    # The standard error of a share is sqrt(.25 * .75 / 4000) = .007.
    np.testing.assert_allclose(shares, 0.25, atol=0.03)


def test_sample_negatives_reports_bad_input():
    targets = make_targets([1], [[]])
    with pytest.raises(ConfigError, match="eval_negatives must be at least 1, got 0"):
        sample_negatives(targets, np.array([0, 1]), fingerprint="aa", seed=0, count=0)
    with pytest.raises(DataError, match="no domain"):
        sample_negatives(targets, np.array([0, 0]), fingerprint="aa", seed=0)


def test_negatives_are_fast():
    rng = np.random.default_rng(0)
    histories = rng.integers(1, 16_000, (7_000, 20)).tolist()
    targets = make_targets(rng.integers(1, 16_000, 7_000), histories)
    domain = np.concatenate(([0], rng.integers(1, 3, 15_999)))
    start = time.perf_counter()
    sample_negatives(targets, domain, fingerprint="aa", seed=0)
    # Takes about two seconds; the bound leaves room for a busy machine.
    assert time.perf_counter() - start < 30
