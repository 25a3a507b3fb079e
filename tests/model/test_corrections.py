"""Models of RecBole with corrections: SHAN's sequences, partitions of small catalogs, FEARec's output."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from recbole_tema.data.preparation import prepare_data
from recbole_tema.model import get_model
from tests.helpers import config


def test_shan_ranks_by_the_sequences_of_its_training(toy: Path) -> None:
    settings = config(toy, "SHAN")
    data = prepare_data(settings)
    model = get_model("SHAN")(settings, data.dataset).eval()
    batch = next(iter(data.train))
    assert (batch["item_length"] < batch["item_id_list"].shape[1]).any()
    reversed_padding = batch["Inverse_item_id_list"]
    expected = model.forward(reversed_padding, batch["user_id"]) @ model.item_embedding.weight.T
    assert torch.equal(model.full_sort_predict(batch), expected)


@pytest.mark.parametrize("name", ["GRU4RecCPR", "SASRecCPR"])
def test_partitions_are_at_most_the_catalog(toy: Path, name: str) -> None:
    settings = config(toy, name, reranker_CAN_NUM="100,20", n_facet_all=6, embedding_size=16)
    data = prepare_data(settings)
    model = get_model(name)(settings, data.dataset)
    assert model.reranker_CAN_NUM == [data.dataset.item_num, 20]


def test_fearec_prints_nothing(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = config(toy, "FEARec")
    get_model("FEARec")(settings, prepare_data(settings).dataset)
    assert capsys.readouterr().out == ""
