"""Names of models: known without importing RecBole or torch, and refused with the reason."""

from __future__ import annotations

import importlib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from recbole_tema.errors import ConfigError
from recbole_tema.model import names
from recbole_tema.model.names import COMPARED_FAMILIES, FAMILIES, OWN_MODELS, REFUSED, check_name, recbole_models

ROOT = Path(__file__).parents[2]


def test_models_are_those_that_recbole_exports() -> None:
    models = recbole_models()
    for family in COMPARED_FAMILIES:
        package = importlib.import_module(f"recbole.model.{FAMILIES[family]}")
        classes = {name for name, value in vars(package).items() if isinstance(value, type)}
        assert classes == {name for name, other in models.items() if other == family}
    assert sum(family in COMPARED_FAMILIES for family in models.values()) == 64
    assert (models["FM"], models["KGAT"], models["XGBoost"]) == ("context", "knowledge", "decisiontree")


@pytest.mark.parametrize("name", ["Random", "FOSSIL", "SASRec", "TEMA", "LightGCN", "my_module:MyModel"])
def test_models_that_run_are_accepted(name: str) -> None:
    check_name(name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SASRce", "There is no model 'SASRce'. Did you mean SASRec"),
        ("sasrec", "There is no model 'sasrec'. Did you mean SASRec"),
        ("???", "There is no model '???'. See the README"),
        ("KSR", "KSR needs embeddings of a knowledge graph"),
        ("GRU4RecKG", "GRU4RecKG needs embeddings of a knowledge graph"),
        ("S3Rec", "S3Rec is pre-trained by a special trainer"),
        ("RaCT", "RaCT is trained in three stages"),
        ("FM", "FM is a context model and has no common split with the others."),
        ("KGAT", "KGAT is a knowledge model and has no common split with the others."),
        ("LightGBM", "LightGBM is a decisiontree model and has no common split with the others."),
    ],
)
def test_others_are_refused_with_the_reason(name: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        check_name(name)
    assert str(caught.value).startswith(words) and str(caught.value).endswith((".", "?"))
    assert "\n" not in str(caught.value)


def test_refused_models_are_models_that_would_be_compared() -> None:
    assert {recbole_models()[name] for name in REFUSED} <= set(COMPARED_FAMILIES)
    assert not set(REFUSED) & set(OWN_MODELS)


def test_missing_package_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(names.PACKAGES, "NCL", ("no_such_faiss", "faiss-cpu"))
    with pytest.raises(ConfigError, match=r"NCL needs no_such_faiss\. Run: pip install faiss-cpu"):
        check_name("NCL")


def test_names_are_checked_without_recbole_and_torch() -> None:
    code = (
        "import sys, time; from recbole_tema.model.names import check_name; start = time.perf_counter()\n"
        "try:\n    check_name('SASRce')\n"
        "except Exception as error:\n    print(error, time.perf_counter() - start < 1)\n"
        "print(sorted({'torch', 'recbole', 'pandas'} & set(sys.modules)))"
    )
    start = time.perf_counter()
    output = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert output == "There is no model 'SASRce'. Did you mean SASRec or SASRecW or SASRecF? True\n[]\n"
    assert time.perf_counter() - start < 20  # an import of torch alone may take that long on a busy machine
