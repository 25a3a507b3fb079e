"""Does every part earn its place? TEMA as it is against TEMA without each of its parts: paired tests over users.

The parts are in a YAML file: for each name, the keys that take the part away. Two rows change the dataset instead: tags
that are other items', and random vectors for texts. Each row tests that the whole is above.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from controls import Question, Variant, arguments_of, run
from feature_controls import random_vectors
from tag_controls import shuffle_tags

WHOLE = "TEMA"


def main() -> None:
    """A variant a row, and the whole."""
    arguments, keys = arguments_of(
        __doc__, "runs/ablations", parts=Path("properties/experiment/parts.yaml"), protocol="domain"
    )
    parts = yaml.safe_load(arguments.parts.read_text(encoding="utf-8"))
    variants = {WHOLE: Variant({}), **{name: Variant(removed) for name, removed in parts.items()}}
    variants["shuffled tags"] = Variant({}, shuffle_tags)
    variants["random text"] = Variant({}, random_vectors("text"))
    questions = [Question(name, WHOLE, name, protocol=arguments.protocol) for name in variants if name != WHOLE]
    run(variants, questions, [".inter", ".tag", ".txt"], arguments, keys)


if __name__ == "__main__":
    main()
