"""Plain text of texts from the web: entities decoded, markup removed, Unicode in one form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from html.entities import html5

# Elements that do not end a word. Tags of all other elements become a space.
_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|q|s|samp|small|span|strike|"
    "strong|sub|sup|time|tt|u|var|wbr|(?:o|v|w|st1):[a-z]\\w*"
)
_BLOCK = (
    "address|applet|area|article|aside|audio|base|basefont|blink|blockquote|body|br|button|canvas|caption|center|col|"
    "colgroup|datalist|dd|details|dialog|dir|div|dl|dt|embed|fieldset|figcaption|figure|footer|form|frame|frameset|"
    "h[1-6]|head|header|hgroup|hr|html|iframe|img|input|legend|li|link|main|map|marquee|menu|meta|meter|nav|noframes|"
    "noscript|object|ol|optgroup|option|output|p|param|picture|pre|progress|rp|rt|ruby|script|search|section|select|"
    "slot|source|style|summary|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|track|ul|video"
)
_FLAGS = (
    "async|autoplay|checked|compact|controls|defer|disabled|hidden|loop|multiple|muted|nohref|noshade|nowrap|open|"
    "readonly|required|reversed|selected"
)
# Attributes have a value or are known flags: "a <b and c> d" has none of them. A quoted value may hold ">", but not
# "<", so that the search takes linear time.
_VALUES = r"""[\s/](?=[^<>]*=)(?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*|[^<>]*)"""
_TAG = re.compile(rf"</?(?:({_INLINE})|{_BLOCK})(?:\s*/?|(?:\s+(?:{_FLAGS}))+\s*/?|{_VALUES})>", re.IGNORECASE)
# As browsers do, a script, style or comment that is not closed extends to the end.
_HIDDEN = re.compile(
    r"<(script|style)(?:\s[^<>]*)?>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<!doctype\b[^<>]*>|<\?xml\b[^<>]*>|<!\[endif\]>",
    re.IGNORECASE | re.DOTALL,
)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
# "&amp;amp;" is one ampersand that was escaped twice.
_AMPERSANDS = re.compile(r"&(?:(?:amp|AMP|#0{0,4}38|#[xX]0{0,4}26);)+")
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Names that HTML allows without a semicolon, except English words: "cut &copy paste" stays.
_WORDS = {"cent", "copy", "deg", "micro", "not", "para", "pound", "reg", "sect", "shy", "times", "yen"}
_UNCLOSED_NAMES = sorted((name for name in html5 if not name.endswith(";") and name not in _WORDS), key=len)
_UNCLOSED = re.compile(rf"&(#[0-9]{{2,5}}(?![0-9;])|(?:{'|'.join(_UNCLOSED_NAMES)})(?![A-Za-z0-9=;_]))")
_MAX_PASSES = 8

# Characters without a form, which do not belong to a text: controls of Latin-1 (those of ASCII become spaces in atomic
# files), soft hyphens, marks of direction, invisible operators, marks of byte order, annotations and invisible tags.
# The flag of a region is a black flag and such tags; it is kept.
_INVISIBLE = re.compile(
    "(\U0001f3f4[\U000e0020-\U000e007e]{1,16}\U000e007f)|\u200b+"
    "|[\x80-\x84\x86-\x9f\xad\u061c\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001\U000e0020-\U000e007f]"
)
# Controls that are letters and quotation marks in Windows' variant of Latin-1, which browsers read.
_WINDOWS = {chr(code): unescape(f"&#{code};") for code in range(0x80, 0xA0) if unescape(f"&#{code};") != chr(code)}
# Thai, Lao, Myanmar, Khmer and their neighbors write no spaces: the zero-width space ends a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]")
# Characters after which a joiner changes the form of letters or of an emoji.
_JOINED = re.compile(
    "[\u0590-\u109f\u1780-\u1c7f\u203c-\u3299\ua800-\uabff\ufe0f\U00010a00-\U00011fff\U0001f000-\U0001faff]"
)
_WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")


def plain_text(text: str) -> str:
    """Text without entities, markup and invisible characters, in Unicode's form NFC.

    Entities are decoded, also those that were escaped twice; without a semicolon only if they cannot be anything else.
    Tags of HTML are removed, those of blocks and ``<br>`` become a space; scripts, styles and comments are removed with
    their content. Other text in angle brackets stays. Whitespace is collapsed if there were entities or tags.

    Parameters
    ----------
    text : str
        Any text, also with invalid markup or lone surrogates.

    Returns
    -------
    str
        A text that this function leaves unchanged.

    Examples
    --------
    >>> plain_text("Cr&egrave;me <b>br&ucirc;l&eacute;e</b>,<br>AT&amp;T, a < b, <Untitled>")
    'Crème brûlée, AT&T, a < b, <Untitled>'
    """
    if text.isascii() and "&" not in text and "<" not in text:
        return text
    for _ in range(_MAX_PASSES):
        # A removed part can join others to a new one, as in "<<b>b>".
        cleaned = _without_markup(_visible(text))
        if cleaned == text:
            return text
        text = cleaned
    return plain_text(" ".join(re.sub("[&<]", " ", text).split()))


def plain_texts(texts: Sequence[str]) -> list[str]:
    """:func:`plain_text` of every cell of a column, in a single check if no cell needs it."""
    joined = "".join(texts)
    if joined.isascii() and "&" not in joined and "<" not in joined:
        return list(texts)
    return [plain_text(text) for text in texts]


def _visible(text: str) -> str:
    if text.isascii():
        return text
    if not text.isprintable():
        # Halves of a character become that character, or the sign of a broken one.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = _WIDE_SPACE.sub(" ", _INVISIBLE.sub(_visible_part, text))
    return unicodedata.normalize("NFC", text)


def _visible_part(match: re.Match[str]) -> str:
    start, end = match.span()
    before, after = match.string[max(start - 1, 0) : start], match.string[end : end + 1]
    if match[1]:
        return match[1]
    if match[0][0] == "\u200b":
        return "\u200b" if _UNSPACED.match(before) and _UNSPACED.match(after) else ""
    if match[0] in "\u200c\u200d":
        return match[0] if _JOINED.match(before) else ""
    return _WINDOWS.get(match[0], "")


def _without_markup(text: str) -> str:
    cleaned = text
    if "&" in cleaned:
        cleaned = _ENTITY.sub(_decoded, _AMPERSANDS.sub("&", cleaned))
        cleaned = _UNCLOSED.sub(_decoded, cleaned)
    if "<" in cleaned:
        cleaned = _HIDDEN.sub(lambda match: "" if match[0].startswith("<!--") else " ", cleaned)
        cleaned = _TAG.sub(lambda match: "" if match[1] else " ", _CDATA.sub(r"\1", cleaned))
    return text if cleaned == text else " ".join(cleaned.split())


def _decoded(match: re.Match[str]) -> str:
    character = _character(match[1])
    return match[0] if character is None else character


@lru_cache(maxsize=4096)
def _character(name: str) -> str | None:
    # An unknown name could start with a known one, which `unescape` would decode.
    return unescape(f"&{name};") if name.startswith("#") or f"{name};" in html5 else None
