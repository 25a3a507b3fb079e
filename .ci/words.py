"""Report words that the glossary of CONTRIBUTING.md replaces, in names, docstrings, comments, messages and docs.

``python .ci/words.py`` exits with 1 where it reports one; ``--report`` only counts them by rule and by folder.
Identifiers are read as words: ``train_rivals`` and ``TrainRivals`` are both "train rivals".
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
FOLDERS = ("recbole_tema", "tests", "docs", "benchmarks", "properties", ".ci")
READ = (".py", ".md", ".yaml", ".html", ".js", ".toml")
# This table, the glossary itself, measurements that were made under older names, and prompts, whose hash is recorded.
LEFT_OUT = (
    ".ci/words.py",
    "tests/test_words.py",
    "CONTRIBUTING.md",
    "benchmarks/LOG.md",
    "benchmarks/results/",
    "atomic_data/",
    "recbole_tema/tagging/templates/",
)

# What is matched, in lower case between word boundaries, and what to write.
RULES = {
    # The field's terms.
    r"rivals?": "negatives, candidates",
    r"told (from|apart)": "negatives, candidates; distinguished",
    r"likeness(es)?": "content similarity",
    r"twins?": "binary cache",
    r"shel(f|ves)": "catalog",
    r"among (?==)": "distributed",
    r"first says": "broadcast",
    r"gap buckets": "(removed)",
    r"had(?! (to|been)\b)": "interacted with, training interactions",
    r"(nobody|somebody|anybody)( else)?( s)?": "no user, another user, any user; cold item",
    r"pictures": "images",
    r"blanks": "whitespace, spaces",
    r"faults": "rejected rows",
    # Plain English.
    r"anew": "again",
    r"(?<!there )(is|are|was|were) no(?! (longer|more|less|fewer|other)\b)": "is not a",
    r"ow(ed|es)( to)?": "due to, bonus",
    r"so (many|much)(?! (\w+ )?that\b)": "the number, top-k",
    r"heed(s|ed)?": "used, respected",
    r"earn(s|ed)? (its|nothing|their)": "improves no metric",
    r"(one|two) (?!(of|that)\b)\w+ an? (user|item|domain|target|model|seed|core|row|query|request|batch|run)": "per",
    r"(row|table|vector|process|folder) an? (user|item|domain|target|model|core|run|row|text)": "per",
    r"tells|told": "states, determines, informs",
    r"were it": "if it were",
    r"broke here|closes the door": "internal server error; drains in-flight requests",
    r"whoever": "users who, callers that",
}
COMPILED = {re.compile(rf"(?<![a-z])(?:{rule})(?![a-z])"): remedy for rule, remedy in RULES.items()}
# A word of an identifier or of a sentence; "=" stays, so that keyword arguments can be named.
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|=")


class Finding(NamedTuple):
    """A place where a rule matched."""

    path: str
    line: int
    text: str
    remedy: str


def words_of(text: str) -> tuple[str, list[int]]:
    """The words of a text, in lower case, one space apart, and the place in the text of each character.

    Words of different sentences, cells or strings are kept apart by a full stop.
    """
    characters, places, end = "", [], 0
    for match in WORD.finditer(text):
        joined = re.fullmatch(r"[\s_#>*`'\"]*", text[end : match.start()])
        piece = (" " if joined else " . ") + match.group().lower()
        characters += piece
        places += [match.start()] * len(piece)
        end = match.end()
    return characters + " ", [*places, end]


def findings(path: str, text: str) -> Iterator[Finding]:
    """Every match of a rule in the text of a file, and in the file's own name."""
    for source, first in ((text, 1), (path, 0)):
        words, places = words_of(source)
        for rule, remedy in COMPILED.items():
            for match in rule.finditer(words):
                line = first and first + source.count("\n", 0, places[match.start()])
                yield Finding(path, line, match.group().strip(), remedy)


def files() -> list[str]:
    """Files that are read by people, relative to the root."""
    paths = [*ROOT.glob("*"), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))]
    names = [path.relative_to(ROOT).as_posix() for path in paths if path.suffix in READ and path.is_file()]
    return sorted(name for name in names if not name.startswith(LEFT_OUT))


def main(arguments: list[str]) -> int:
    """Print the findings; 1 if there are any and more than a report was asked for."""
    results = [finding for name in files() for finding in findings(name, (ROOT / name).read_text(encoding="utf-8"))]
    for path, line, text, remedy in sorted(results) if "--quiet" not in arguments else []:
        print(f'{path}:{line}: "{text}": write {remedy}')
    if "--report" in arguments:
        for count in (Counter(item.remedy for item in results), Counter(str(Path(r.path).parent) for r in results)):
            print("\n".join(f"{number:5} {name}" for name, number in count.most_common()), end="\n\n")
        return 0
    return int(bool(results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
