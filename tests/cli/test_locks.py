"""Two commands on one folder: the second one names the first and ends with code 2; a killed one blocks nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from recbole_tema.cli import main
from recbole_tema.prepare.images.manifest import ImageRecord, write_manifest
from tests.tagging.doubles import some_items
from tests.toy import write_shop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")

# A real command, whose part that does the work, given by module and name, waits instead.
_OWNER = """
import importlib, sys, time
def wait(*_, **__):
    print("started", flush=True)
    time.sleep(120)
module, _, name = sys.argv[1].partition(":")
owner = importlib.import_module(module)
*parents, last = name.split(".")
for parent in parents:
    owner = getattr(owner, parent)
setattr(owner, last, wait)
from recbole_tema.cli import main
main(sys.argv[2:])
"""
PREPARE = ["prepare", "interactions.csv", "--items=items.csv", "--name=my-shop"]
TFIDF = ["tag", "atomic_data/my-shop", "--tfidf"]
TAG = ["tag", "atomic_data/my-shop", "--llm=openai:m@http://127.0.0.1:9/v1"]
ENCODE = ["encode", "atomic_data/my-shop", "--text=sentence:owner/name"]


@contextmanager
def _running(work: str, arguments: list[str]) -> Iterator[int]:
    """A process that does a command and waits within its work, killed at the end."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", _OWNER, work, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as owner:
        assert owner.stdout is not None
        lines = iter(owner.stdout.readline, "")
        assert any(line.endswith("started\n") for line in lines)
        try:
            yield owner.pid
        finally:
            owner.send_signal(signal.SIGKILL)


def _refused(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> str:
    capsys.readouterr()
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    error = capsys.readouterr().err.lstrip()  # after the empty line of a bar of progress
    assert stopped.value.code == 2 and error.count("\n") == 1
    return error


def _hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(".*"))


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with the tables and the dataset ``my-shop``."""
    monkeypatch.chdir(tmp_path)
    write_shop(tmp_path)
    main(PREPARE)
    return tmp_path / "atomic_data/my-shop"


def test_prepare_excludes_all_that_write_the_dataset(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (shop / "my-shop.inter").read_bytes()
    with _running("recbole_tema.prepare.build:_build", PREPARE) as owner:
        for second in (PREPARE, TFIDF, TAG, ENCODE):
            error = _refused(capsys, second)
            assert f"my-shop: recbole-tema prepare (process {owner} on " in error
            assert error.endswith("is writing to this folder. Wait until it has finished, or stop it.\n")
    assert (shop / "my-shop.inter").read_bytes() == before
    main(PREPARE)
    assert (shop / "my-shop.inter").read_bytes() == before and _hidden(shop.parent) == []


def test_prepare_of_a_new_dataset(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(shop)
    with _running("recbole_tema.prepare.build:_build", PREPARE) as owner:
        assert f"prepare (process {owner} on " in _refused(capsys, PREPARE)
    main(PREPARE)
    assert (shop / "my-shop.inter").exists() and _hidden(shop.parent) == []
    # One that fails leaves nothing behind.
    shutil.rmtree(shop)
    assert "Error: " in _refused(capsys, [*PREPARE, "--since=2090-01-01"])
    assert list(shop.parent.iterdir()) == []


@pytest.mark.parametrize("first", [TFIDF, TAG])
def test_tag(shop: Path, capsys: pytest.CaptureFixture[str], first: list[str]) -> None:
    work = "recbole_tema.tagging.tfidf:_tag" if first is TFIDF else "recbole_tema.tagging.pipeline:items_with_text"
    with _running(work, first) as owner:
        for second in (TFIDF, TAG, PREPARE):
            assert f"my-shop: recbole-tema tag (process {owner} on " in _refused(capsys, second)
        if first is TAG:  # of another dataset, with the same answers
            other = some_items(Path("other/d"))
            assert f"tag_cache: recbole-tema tag (process {owner} on " in _refused(
                capsys, ["tag", str(other), *TAG[2:]]
            )
    main(PREPARE)
    assert "Traceback" not in _refused(capsys, TAG)  # the server is not there
    assert _hidden(Path()) == []


def test_encode(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with _running("recbole_tema.encoding.pipeline:_encode_modalities", ENCODE) as owner:
        for second in (ENCODE, PREPARE):
            assert f"my-shop: recbole-tema encode (process {owner} on " in _refused(capsys, second)
    main(PREPARE)
    assert _hidden(shop.parent) == []


def test_images(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("httpx")
    rows = [f"p{n},{('food', 'kitchen')[n % 2]},ftp://127.0.0.1/{n}.jpg\n" for n in range(12)]
    Path("items.csv").write_text("item_id,domain,image_url\n" + "".join(rows))
    download = [*PREPARE, "--download-images"]
    with _running("recbole_tema.prepare.images.download:_download", download) as owner:
        assert f"images: recbole-tema prepare (process {owner} on " in _refused(capsys, download)
    write_manifest(shop / "images", [ImageRecord("p0", "missing", "no-url")])
    main(download)
    assert _hidden(shop.parent) == []


def test_index(trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("faiss")
    run = shutil.copytree(trained / "runs/TEMA-1", tmp_path / "TEMA-1")
    recommend = ["recommend", str(run), f"--data_path={trained / 'data'}", "--history=i1 i2", "--index=ivf"]
    with _running("recbole_tema.recommend.index:ItemIndex._build_missing", recommend) as owner:
        assert f"TEMA-1: recbole-tema index (process {owner} on " in _refused(capsys, recommend)
    main(recommend)
    for name in (".index.lock", ".index.lock.json"):  # of a process that was killed when the index was complete
        (run / name).touch()
    main(recommend)
    assert _hidden(run) == [] and len(list(run.glob("index-ivf-*/index.json"))) == 2
