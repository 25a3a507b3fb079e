"""Packages and their files; the metadata is in pyproject.toml."""

from setuptools import find_namespace_packages, setup

PROPERTIES, DEMO = "recbole_tema._properties", "recbole_tema._demo"

setup(
    # Settings and features of the demo lie outside of the package and are installed inside of it.
    packages=[
        # Folders of templates and pages are packages too, as setuptools sees it.
        *find_namespace_packages(include=["recbole_tema", "recbole_tema.*"], exclude=["*__pycache__*"]),
        PROPERTIES,
        *(f"{PROPERTIES}.{name}" for name in find_namespace_packages("properties")),
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
        PROPERTIES: ["*.yaml"],
        f"{PROPERTIES}.*": ["*.yaml"],
        DEMO: ["*.md"],
        f"{DEMO}.ml-100k-cross": ["*.tag*", "*.txt*", "README.md"],
    },
)
