"""Numbers of words in texts of several scripts."""

from __future__ import annotations

import pytest

from recbole_tema.files.words import n_words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" - ", 0),
        ("A green tea, 20 bags", 5),
        ("cr\u00eame br\u00fbl\u00e9e - \u0447\u0430\u0439", 3),
        ("\ucee4\ud53c \uba38\uc2e0", 2),  # Korean has spaces
        ("\u8336" * 7, 4),  # an odd number is rounded up
        ("\u304a\u8336\u3092\u98f2\u3080", 3),  # kana and ideographs
        ("\u0e01" * 12, 3),  # Thai
        ("USB \u5145\u7535\u5668 28 cm", 5),
    ],
)
def test_number_of_words(text: str, count: int) -> None:
    assert n_words(text) == count
