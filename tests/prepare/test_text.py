"""Plain text: entities, markup, invisible characters and Unicode forms; never an error, and never a second change."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recbole_tema.files.atomic import read_atomic
from recbole_tema.prepare import prepare_dataset
from recbole_tema.prepare.text import plain_text, plain_texts

PARTS = [
    *("&", "&amp;", "amp;", "#38;", "&lt;", "&gt", ";", "&eacute;", "&nbsp", "&#39", "&#x3c;", "&#150;", "<", ">", "="),
    *("<b", "</b>", "<br/>", "<p class='a'>", "<script>", "</script>", "<!--", "-->", '"', "'", " ", "b", "a\u0301"),
    *("\u200b", "\u200d", "\ufeff", "\u00e9", "\u092e", "\u0e01", "\x92", "\ud83d", "\ude00", "\u212b", "\u037e"),
]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PARTS)).map("".join))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ben &amp; Jerry&#39;s &quot;Cherry&quot; 12&quot;", 'Ben & Jerry\'s "Cherry" 12"'),
        ("Sweet &nbsp; &lt;b&gt;cold&lt;/b&gt; &eacute;clair", "Sweet cold éclair"),
        ("Grocery_&amp;_Gourmet_Food Ice_Cream", "Grocery_&_Gourmet_Food Ice_Cream"),
        ("Caf&amp;eacute; &amp;amp;amp; Bar", "Café & Bar"),
        ("Caf&amp;#233; &#38;#xE9; &#150; &#x80;", "Café é \u2013 €"),
        ("Tom&nbspand&nbsp Jerry", "Tom&nbspand Jerry"),
        ("Caf&eacute noir, It&#39s, x &lt 3, R&ampB", "Café noir, It's, x < 3, R&ampB"),
        ("AT&T", "AT&T"),
        ("a&copy=1 a?x=1&reg=2&lt=3 &copy paste &notit; &unknown; & &; &#; &#x; &T;", None),
        ("&#0; &#xD800; &#99999999999; &#1114112;", "\ufffd \ufffd &#99999999999; \ufffd"),
        ("a&#1;b&#xFFFE;c&#13;d", "abc d"),
        ("&" + "amp;" * 9 + "lt;i>x</i>", "x"),
        ("a < b and b > c, <3, <Untitled>, a <b and c> d, <-, <bold>, <x@example.org>, 1<2", None),
        ("one<br>two<BR />three<br clear=all>four", "one two three four"),
        ("<p align='left'>one</p><p>two</p><ul><li>three<li>four</ul>", "one two three four"),
        ("br<b>&ucirc;</b>l<i class=\"x > y\">é</i>e H<sub>2</sub>O <a href='?a=1&b=2'>link</a>", "brûlée H2O link"),
        ('<img alt="<b>x</b>" src="y"/>A <a href="broken>link</a> <input disabled> <o:p></o:p>B', "A link B"),
        ("a<script type='x'>if (1 < 2) alert('</p>')</script>b<style>p {color: red}</style>c", "a b c"),
        ("a<!-- <b>hidden</b> -->b <!-- not closed <p>x", "ab"),
        ("a <script>var x = 1;", "a"),
        ("<!DOCTYPE html><html><body>x</body></html>", "x"),
        ("<![CDATA[Fish & Chips]]>", "Fish & Chips"),
        ("<<b>b>x<</b>/b>", "x"),
        ("  plain,  two spaces\t", None),
        ("cafe\u0301", "café"),
        ("soft\u00adhyphen zero\u200bwidth \ufeffbom \u202eleft\u202c", "softhyphen zerowidth bom left"),
        ("Don\x92t \x93quote\x94 \x81", "Don\u2019t \u201cquote\u201d "),
        ("bell\u00e9\x07", None),
        ("Le\u00a0Creuset \u6771\u3000\u4eac", "Le Creuset \u6771 \u4eac"),
        # Joiners that change letters and emojis, and the word boundary of Thai and Khmer.
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", None),
        ("\u0915\u094d\u200d\u0937", None),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", None),
        ("\u0e01\u0e32\u200b\u0e41\u0e1f", None),
        ("\u0e01\u0e32\u200b\u200b\u0e41\u0e1f", "\u0e01\u0e32\u200b\u0e41\u0e1f"),
        ("Latin\u200cword\u200d", "Latinword"),
        (
            "\U0001f3f4\U000e0067\U000e0062\U000e007f x\U000e0041\U000e0042",
            "\U0001f3f4\U000e0067\U000e0062\U000e007f x",
        ),
        ("\ud83d\ude00 \ud83d", "\U0001f600 \ufffd"),
    ],
)
def test_texts(text: str, expected: str | None) -> None:
    assert plain_text(text) == (text if expected is None else expected)


@given(texts)
@example("\u212b\u200d")
@example("<" * 20 + "b>" * 20)
@example("&eacute\u037e")
def test_a_second_call_changes_nothing_and_no_text_grows(text: str) -> None:
    once = plain_text(text)
    assert plain_text(once) == once
    assert len(once) <= len(unicodedata.normalize("NFC", text))
    once.encode()  # no lone surrogates are left


@given(st.text(st.characters(codec="ascii", exclude_characters="&<")))
def test_plain_ascii_is_unchanged(text: str) -> None:
    assert plain_text(text) is text


@given(st.text(st.characters(categories=["L", "N", "P", "Zs", "Sm"], exclude_characters="&<")))
def test_letters_are_unchanged_but_for_their_form(text: str) -> None:
    expected = unicodedata.normalize("NFC", text)
    assert plain_text(text).split() == expected.split()


@given(st.lists(texts))
def test_a_column_is_its_cells(cells: list[str]) -> None:
    assert plain_texts(cells) == [plain_text(cell) for cell in cells]


@pytest.mark.parametrize(
    "part", ["&amp;", "amp;", "<b ", '<b "', "<b a=' ", "<", "<!--", "<script>", "&#38;", "<b>b>", "<![CDATA[", "x"]
)
def test_time_is_linear(part: str) -> None:
    started = time.perf_counter()
    plain_text("&\u00e9<" + part * 50_000)
    assert time.perf_counter() - started < 5


def test_texts_of_every_format_are_plain(tmp_path: Path) -> None:
    inter = "user_id:token\titem_id:token\ttimestamp:float\nu\t1\t1\nu\t2\t2\n"
    item = "item_id:token\tname:token_seq\n1\tCr&egrave;me br&amp;ucirc;l&eacute;e\n2\tTom &amp; <i>Jerry</i>\n"
    source = tmp_path / "shop"
    source.mkdir()
    (source / "shop.inter").write_text(inter)
    (source / "shop.item").write_text(item)
    (tmp_path / "shop.csv").write_text(inter.replace(":token", "").replace(":float", "").replace("\t", ","))
    (tmp_path / "items.csv").write_text(item.replace(":token_seq", "").replace(":token", "").replace("\t", ","))
    prepare_dataset(source, "atomic", folder=tmp_path / "data", format="recbole")
    prepare_dataset(
        tmp_path / "shop.csv",
        "table",
        folder=tmp_path / "data",
        items=tmp_path / "items.csv",
        columns={"title": "name"},
    )
    for name in ("atomic", "table"):
        titles = read_atomic(tmp_path / f"data/{name}/{name}.item")["title"].str.join(" ")
        assert titles.tolist() == ["Crème brûlée", "Tom & Jerry"]
