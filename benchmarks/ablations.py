"""Does every part earn its place? TEMA as it is against TEMA without each of its parts: paired tests over users.

The parts are in a YAML file: for each name, the keys that take the part away. Each row tests that the whole is above.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from controls import Question, Variant, arguments_of, run

WHOLE = "TEMA"


def main() -> None:
    """A variant a row of the file, and the whole."""
    arguments, keys = arguments_of(
        __doc__, "runs/ablations", parts=Path("properties/experiment/parts.yaml"), protocol="domain"
    )
    parts = yaml.safe_load(arguments.parts.read_text(encoding="utf-8"))
    variants = {WHOLE: Variant({}), **{name: Variant(removed) for name, removed in parts.items()}}
    questions = [Question(name, WHOLE, name, protocol=arguments.protocol) for name in parts]
    run(variants, questions, [".inter", ".txt"], arguments, keys)


if __name__ == "__main__":
    main()
