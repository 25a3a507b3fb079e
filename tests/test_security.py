"""No code from data: what the package may not contain, and hostile inputs whose payload would create a file."""

from __future__ import annotations

import ast
import io
import json
import pickle
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import torch
import yaml
from PIL import Image

import recbole_tema
from recbole_tema.cli import main
from recbole_tema.config import Config
from recbole_tema.data.preparation import create_dataset, data_preparation
from recbole_tema.encoding.families import open_text_encoder
from recbole_tema.encoding.images import find_images
from recbole_tema.errors import TEMAError
from recbole_tema.evaluation.ranks import read_ranks
from recbole_tema.experiment.run import run_experiment
from recbole_tema.experiment.saved_run import open_run
from recbole_tema.experiment.search import Space, search
from recbole_tema.files.atomic import write_atomic
from recbole_tema.files.checked_json import write_checked_json
from recbole_tema.files.model_folder import check_no_code
from recbole_tema.files.vectors import build_cache, cache_paths, open_cache
from recbole_tema.prepare.recipe import read_recipe
from recbole_tema.tagging.prompts import load_templates
from recbole_tema.training.checkpoint import load_tensors
from tests.toy import write_toy

PACKAGE = Path(recbole_tema.__file__).parent
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "_properties" not in path.parts)
# Modules that unpickle or that run code made from text.
FORBIDDEN_MODULES = {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve", "cloudpickle", "code", "codeop"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "execfile"}
UNSAFE_YAML = {"unsafe_load", "unsafe_load_all", "full_load", "full_load_all", "UnsafeLoader", "FullLoader", "Loader"}


def keyword(call: ast.Call, name: str) -> Any:
    """Value of a literal keyword argument; None if it is not given."""
    for argument in call.keywords:
        if argument.arg == name:
            return argument.value.value if isinstance(argument.value, ast.Constant) else argument.value
    return None


def violations(source: str) -> Iterator[str]:
    """Constructs in a source text that load code from data."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (f"import {a.name}" for a in node.names if a.name.partition(".")[0] in FORBIDDEN_MODULES)
        elif isinstance(node, ast.ImportFrom):
            if (node.module or "").partition(".")[0] in FORBIDDEN_MODULES:
                yield f"from {node.module}"
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "yaml" and node.attr in UNSAFE_YAML:
            yield ast.unparse(node)
        elif isinstance(node, ast.Call):
            yield from call_violations(node)


def call_violations(call: ast.Call) -> Iterator[str]:
    """Unsafe calls."""
    name, text = ast.unparse(call.func), ast.unparse(call)[:80]
    if name in FORBIDDEN_CALLS:
        yield text
    if name in ("torch.load", "torch.jit.load") and keyword(call, "weights_only") is not True:
        yield text
    if name in ("np.load", "numpy.load") and keyword(call, "allow_pickle") is not False:
        yield text
    if name == "yaml.load":
        loader = ast.unparse(keyword(call, "Loader") or ast.Constant(None))
        if loader != "FlowLoader":
            yield text
    if keyword(call, "trust_remote_code") not in (None, False) or keyword(call, "shell") not in (None, False):
        yield text
    if name in ("os.system", "os.popen", "read_pickle", "pd.read_pickle") or name.endswith(".from_string_code"):
        yield text
    if name.endswith("from_pretrained") and keyword(call, "trust_remote_code") is not False:
        yield text


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_package_loads_no_code_from_data(path: Path) -> None:
    assert list(violations(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from joblib import load",
        "eval(text)",
        "exec(text)",
        "__import__(name)",
        "torch.load(path)",
        "torch.load(path, weights_only=False)",
        "np.load(path)",
        "np.load(path, allow_pickle=True)",
        "yaml.load(text, Loader=yaml.Loader)",
        "yaml.load(text)",
        "yaml.unsafe_load(text)",
        "AutoModel.from_pretrained(name)",
        "load(name, trust_remote_code=True)",
        "subprocess.run(command, shell=True)",
        "os.system(command)",
        "pd.read_pickle(path)",
    ],
)
def test_the_search_finds_unsafe_code(source: str) -> None:
    assert list(violations(source))


def test_loaders_of_yaml_are_safe() -> None:
    literals = import_module("recbole_tema.literals")
    files = import_module("recbole_tema.files.yaml_files")
    for loader in (literals.FlowLoader, literals.SettingsLoader, files.Loader):
        assert issubclass(loader, yaml.SafeLoader)
        assert not any("python" in str(tag) for tag in loader.yaml_constructors)


class Payload:
    """Creates the file `pwned` in the working directory when it is unpickled."""

    def __reduce__(self) -> Any:
        return (eval, ("open('pwned', 'w').close()",))


CODE = "open('pwned', 'w').close()"
CALL = f"__import__('builtins').exec({CODE!r})"
YAML_CALL = f'!!python/object/apply:builtins.exec ["{CODE}"]\n'
SMALL = {
    "MAX_ITEM_LIST_LENGTH": 8,
    "teachers": 0,
    "hidden_size": 16,
    "modalities": ["id"],
    "epochs": 1,
    "data_path": "data",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with the dataset toy in its folder data."""
    monkeypatch.chdir(tmp_path)
    write_toy(tmp_path / "data")
    return tmp_path


def config_value() -> Any:
    main(["run", "--dataset=toy", "--models=TEMA", "--epochs=1", "--data_path=data", f"--learning_rate={CALL}"])


def config_value_in_a_list() -> Any:
    return Config("TEMA", "toy", config_dict={**SMALL, "protocols": f"[{CALL}]"})


def config_file() -> Any:
    Path("settings.yaml").write_text(f"learning_rate: {YAML_CALL}")
    main(["run", "--dataset=toy", "--models=TEMA", "--data_path=data", "--config_files=settings.yaml"])


def text_in_a_config_file() -> Any:
    Path("settings.yaml").write_text(yaml.safe_dump({"learning_rate": CALL}))
    return Config("TEMA", "toy", ["settings.yaml"], SMALL)


def module_in_a_config_file() -> Any:
    Path("evil.py").write_text(f"{CODE}\n")
    Path("settings.yaml").write_text("model: evil:Model\n")
    main(["run", "--dataset=toy", "--data_path=data", "--config_files=settings.yaml"])


def search_space() -> Any:
    Path("space.yaml").write_text(yaml.safe_dump({"learning_rate": [CALL]}))
    search("TEMA", "toy", "space.yaml", n_trials=1, config_dict=SMALL, output_dir="out")


def tag_in_a_search_space() -> Any:
    Path("space.yaml").write_text(f"learning_rate: [{YAML_CALL.strip()}]\n")
    Space.read(Path("space.yaml"))


def recipe() -> Any:
    Path("recipe.yaml").write_text(f"since: {YAML_CALL}")
    read_recipe(Path("recipe.yaml"))


def prompt_templates() -> Any:
    Path("prompts.yaml").write_text(f"version: {YAML_CALL}")
    load_templates(Path("prompts.yaml"))


def prompt_placeholder() -> Any:
    stage = {"system": "{{ cycler.__init__.__globals__.os.system('touch pwned') }}", "user": "${item.__class__}"}
    parts = ("propose", "judge", "review", "match", "rate")
    Path("prompts.yaml").write_text(
        yaml.safe_dump({"version": "1", "repair": {"user": "x"}, **dict.fromkeys(parts, stage)})
    )
    load_templates(Path("prompts.yaml"))


def checkpoint_with_another_name() -> Any:
    torch.save({"state": Payload()}, "best.safetensors")
    load_tensors(Path("best.safetensors"))


def run_folder_with_pickled_weights() -> Any:
    run_experiment("TEMA", "toy", seeds=[1], output_dir="out", config_dict=SMALL, progress=False)
    run = Path("out/TEMA-1")
    (run / "best.safetensors").write_bytes(pickle.dumps(Payload()))
    open_run(run, "data")


def run_folder_with_code_in_its_settings() -> Any:
    run_experiment("TEMA", "toy", seeds=[1], output_dir="out", config_dict=SMALL, progress=False)
    settings = Path("out/TEMA-1/config.json")
    write_checked_json(settings, {**json.loads(settings.read_text()), "learning_rate": CALL})
    open_run("out/TEMA-1", "data")


def encoder_folder() -> Path:
    model = Path("model")
    model.mkdir()
    (model / "evil.py").write_text(f"{CODE}\nclass Evil: pass\n")
    return model


def encoder_with_modules() -> Any:
    model = encoder_folder()
    (model / "modules.json").write_text(json.dumps([{"idx": 0, "name": "0", "path": "", "type": "evil.Evil"}]))
    open_text_encoder(f"sentence:{model}")


def encoder_with_auto_map() -> Any:
    model = encoder_folder()
    (model / "config.json").write_text(json.dumps({"model_type": "evil", "auto_map": {"AutoModel": "evil.Evil"}}))
    open_text_encoder(f"transformers:{model}")


def encoder_with_a_pickle() -> Any:
    model = Path("model")
    model.mkdir()
    (model / "pytorch_model.bin").write_bytes(pickle.dumps(Payload()))
    open_text_encoder(f"sentence:{model}")


REFUSED = [
    config_value,
    config_value_in_a_list,
    config_file,
    text_in_a_config_file,
    module_in_a_config_file,
    search_space,
    tag_in_a_search_space,
    recipe,
    prompt_templates,
    prompt_placeholder,
    checkpoint_with_another_name,
    run_folder_with_pickled_weights,
    run_folder_with_code_in_its_settings,
    encoder_with_modules,
    encoder_with_auto_map,
    encoder_with_a_pickle,
]


@pytest.mark.parametrize("attack", REFUSED, ids=lambda attack: attack.__name__)
def test_a_hostile_input_ends_with_one_message_and_runs_nothing(
    attack: Callable[[], Any], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises((TEMAError, SystemExit)) as caught:
        attack()
    if isinstance(caught.value, SystemExit):
        assert caught.value.code == 2
        errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("Error: ")]
        assert len(errors) == 1
    assert not (folder / "pwned").exists()


@pytest.mark.parametrize("model", ["BPR", "SASRec"])
def test_pickles_in_the_output_folder_are_never_opened(model: str, folder: Path) -> None:
    names = [f"toy-for-{model}-dataloader.pth", "toy-Dataset.pth", "toy-SequentialDataset.pth"]
    for checkpoints in (Path("out/recbole"), Path("saved")):
        checkpoints.mkdir(parents=True)
        for name in [*names, "toy-ExactOrderSequentialDataset.pth", "toy-SplitDataset.pth"]:
            (checkpoints / name).write_bytes(pickle.dumps(Payload()))
    settings = {"data_path": "data", "epochs": 1, "train_batch_size": 64}
    run_experiment(model, "toy", seeds=[1], output_dir="out", config_dict=settings, progress=False)
    config = Config(model, "toy", config_dict=settings)
    assert config["checkpoint_dir"] == "saved"
    data_preparation(config, create_dataset(config))
    assert not (folder / "pwned").exists()


@pytest.mark.parametrize("key", ["dataloaders_save_path", "dataset_save_path"])
def test_paths_of_pickles_are_refused(key: str, folder: Path) -> None:
    Path("a.pth").write_bytes(pickle.dumps(Payload()))
    with pytest.raises(TEMAError, match=rf"^{key} \('a\.pth'\) is not supported in an experiment\."):
        run_experiment("BPR", "toy", config_dict={"data_path": "data", key: "a.pth"})
    with pytest.raises(TEMAError, match=rf"^{key} \('a\.pth'\) must be empty"):
        Config("BPR", "toy", config_dict={"data_path": "data", key: "a.pth"})
    assert not (folder / "pwned").exists()


@pytest.mark.parametrize("name", ["modeling_x.py", "sub/x.so"])
def test_a_model_folder_with_code_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x")
    with pytest.raises(TEMAError, match=r"is code of the model\. Use a model without Python code"):
        check_no_code(tmp_path)


def test_a_model_folder_without_code_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    kind = "sentence_transformers.models.Transformer"
    (tmp_path / "modules.json").write_text(json.dumps([{"path": "", "type": kind}]))
    check_no_code(tmp_path)
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(TEMAError, match=r"config\.json: is not valid JSON\. Copy the model again"):
        check_no_code(tmp_path)


def test_pickles_in_caches_are_never_opened(folder: Path) -> None:
    columns = {"txt_item_id": "token", "txt_emb": "float_seq"}
    path = Path("data/toy/toy.txt")
    build_cache(path, columns)
    cache_files = cache_paths(path)
    for cached in cache_files.values():
        if cached.suffix == ".npy":
            np.save(cached, np.array([Payload()] * 4, dtype=object), allow_pickle=True)
    with suppress(TEMAError):
        open_cache(path)
    for cached in Path("data/toy").glob("*.npy"):
        np.save(cached, np.array([Payload()] * 4, dtype=object), allow_pickle=True)
    run_experiment(
        "TEMA",
        "toy",
        seeds=[1],
        output_dir="out",
        config_dict={**SMALL, "modalities": ["id", "text"]},
        progress=False,
    )
    assert not (folder / "pwned").exists()


def test_an_extension_type_in_parquet_is_never_unpickled(folder: Path) -> None:
    metadata = {"ARROW:extension:name": "arrow.py_extension_type", "ARROW:extension:metadata": pickle.dumps(Payload())}
    field = pa.field("model", pa.string(), metadata=metadata)
    table = pa.table([pa.array(["TEMA"])], schema=pa.schema([field]))
    Path("ranks").mkdir()
    pq.write_table(table, "ranks/ranks.parquet")
    with pytest.raises(TEMAError):
        read_ranks(Path("ranks/ranks.parquet"))
    assert not (folder / "pwned").exists()


def test_names_in_a_zip_of_images_lead_nowhere(folder: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    with zipfile.ZipFile("images.zip", "w") as archive:
        for name in ("../pwned.png", "/pwned.png", "i1.png"):
            archive.writestr(name, picture.getvalue())
    images = find_images(Path("images.zip"), ["i1", "pwned", "../pwned"])
    assert {item: len(images.read(item)) for item in images.files if item in images}.keys() >= {"i1"}
    assert not [*folder.parent.rglob("pwned*"), *Path("/").glob("pwned*")]


def test_html_in_item_texts_is_escaped_in_reports(folder: Path) -> None:
    html = "<script>pwned()</script>"
    item = pd.read_csv("data/toy/toy.item", sep="\t", names=["item_id", "domain", "title"], header=0)
    item["title"] = html
    write_atomic(item, Path("data/toy/toy.item"), {"item_id": "token", "domain": "token", "title": "token_seq"})
    run_experiment("TEMA", "toy", seeds=[1], output_dir="out", config_dict=SMALL, progress=False)
    main(["report", "out", "--data_path=data"])
    assert html not in Path("report.html").read_text(encoding="utf-8")


def test_prompt_templates_are_plain_substitution() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (PACKAGE / "tagging").glob("*.py")]
    assert not any(re.search(r"jinja|Environment\(", source) for source in sources)
