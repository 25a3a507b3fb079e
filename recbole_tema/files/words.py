"""Words of texts in any script."""

from __future__ import annotations

import math
import re
import unicodedata

_ASCII_WORD = re.compile(r"[a-z0-9]+")
_IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Kana and ideographs; letters of Thai, Lao, Burmese and Khmer: scripts without spaces between words.
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SOUTH_EAST_ASIAN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
# Characters that make emojis of others, and choose a form of them.
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_JOINERS = "\u200c\u200d"


class _WordCharacters(dict[int, str]):
    """Table for ``str.translate``, filled on demand: letters, marks and numbers stay, all others become a space."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        # Of East Asian text: Latin letters as wide as ideographs, and Japanese ones of half their width.
        if unicodedata.decomposition(character).startswith(("<wide>", "<narrow>")):
            character = unicodedata.normalize("NFKC", character)
        category = unicodedata.category(character[0])
        if _VARIATION_SELECTORS.match(character):
            character = ""
        elif category[0] not in "LMN" or category == "Me":
            character = character if character in _JOINERS else " "
        self[code] = character
        return character


_CHARACTERS = _WordCharacters()


def words(text: str) -> list[str]:
    """Words of a text in lower case: the longest runs of letters, their marks, and digits, of any script.

    Scripts without spaces between words (Chinese, Japanese, Thai) are cut at spaces and punctuation only, never inside
    a word.

    Examples
    --------
    >>> words("Poêle à crêpes, 28 cm")
    ['poêle', 'à', 'crêpes', '28', 'cm']
    """
    text = text.lower()
    if text.isascii():
        return _ASCII_WORD.findall(text)
    text = unicodedata.normalize("NFC", text).translate(_CHARACTERS)
    return [word for word in unicodedata.normalize("NFC", text).split() if any(map(str.isalnum, word))]


def is_ideographic(word: str) -> bool:
    """Whether a word has an ideograph: in Chinese and Japanese, a single one can be a word."""
    return _IDEOGRAPH.search(word) is not None


def n_letters(word: str) -> int:
    """Number of characters without the marks on them."""
    return len(word) if word.isascii() else sum(unicodedata.category(character)[0] != "M" for character in word)


def has_case(word: str) -> bool:
    """Whether a word is of an alphabet with capitals: Latin, Greek, Cyrillic and a few others."""
    return word.upper() != word.lower()


def n_words(text: str) -> int:
    """Number of words; where words are not separated by spaces, two ideographs or kana, or five letters, count as one.

    Examples
    --------
    >>> n_words("A green tea, 20 bags"), n_words("茉莉绿茶")
    (5, 2)
    """
    by_script = ((_EAST_ASIAN, 2), (_SOUTH_EAST_ASIAN, 5))
    unspaced = sum(math.ceil(len(letters.findall(text)) / n_per_word) for letters, n_per_word in by_script)
    rest = _SOUTH_EAST_ASIAN.sub(" ", _EAST_ASIAN.sub(" ", text))
    return unspaced + sum(any(map(str.isalnum, word)) for word in rest.split())
