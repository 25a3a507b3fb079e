"""Packages and their files; the metadata is in pyproject.toml."""

from setuptools import find_namespace_packages, setup

# Settings and features of the demo lie outside of the package and are installed inside of it. Folders of templates,
# pages and settings are packages too, as setuptools sees it.
PROPERTIES, DEMO = "recbole_tema._properties", "recbole_tema._demo"
SETTINGS = [PROPERTIES, *(f"{PROPERTIES}.{name}" for name in find_namespace_packages("properties"))]

setup(
    packages=[
        *find_namespace_packages(include=["recbole_tema", "recbole_tema.*"], exclude=["*__pycache__*"]),
        *SETTINGS,
        DEMO,
        f"{DEMO}.ml-100k-cross",
    ],
    package_dir={PROPERTIES: "properties", DEMO: "atomic_data"},
    package_data={
        "recbole_tema": ["py.typed"],
        "recbole_tema.encoding": ["templates/*.html"],
        "recbole_tema.report": ["templates/*.html"],
        "recbole_tema.serve": ["page/*"],
        "recbole_tema.tagging": ["templates/*.yaml"],
        **{package: ["*.yaml"] for package in SETTINGS},
        DEMO: ["*.md"],
        f"{DEMO}.ml-100k-cross": ["*.tag*", "*.txt*", "README.md"],
    },
)
