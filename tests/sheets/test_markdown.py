"""Markdown: what a reader of it shows is the text as it was, and nothing of it is live."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from claims.sheets import markdown
from claims.sheets.printed import printed
from sheets.books import book_of, bytes_of, seeds
from sheets.payloads import FORMULAS, SCRIPTS, TYPESETTING, paper_of

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def read(content: bytes) -> tuple[list[list[str]], list[Any]]:
    """The cells of the rows of a table, as a reader shows them, and every token inside of them."""
    tokens = READER.parse(content.decode())
    cells = [token for token in tokens if token.type == "inline"]
    inner = [child for cell in cells for child in cell.children or []]
    texts = [
        "".join(child.content for child in cell.children or [] if child.type in ("text", "text_special"))
        for cell in cells
    ]
    width = sum(token.type == "th_open" for token in tokens)
    return [texts[start : start + width] for start in range(0, len(texts), width)], inner


def test_every_claim_is_a_row() -> None:
    rows, _ = read(bytes_of(markdown.write, seeds()))
    wanted = [[row.name, *row.cells.values()] for row in printed(seeds())]
    assert rows[0][:4] == ["Paper", "Metric", "Claim", "Factor"]
    assert [[cell.replace("\u200b", "") for cell in row] for row in rows[1:]] == wanted


@pytest.mark.parametrize("payload", [*SCRIPTS, *FORMULAS, *TYPESETTING])
def test_no_payload_is_live(payload: str, tmp_path: Path) -> None:
    book = book_of([paper_of(payload)], tmp_path)
    content = bytes_of(markdown.write, book)
    [_, row], inner = read(content)
    assert [cell.replace("\u200b", "") for cell in row[1:]] == list(next(printed(book)).cells.values())
    assert {token.type for token in inner} <= {"text", "text_special", "link_open", "link_close"}
    links = [token.attrs["href"] for token in inner if token.type == "link_open"]
    assert links == ["https://arxiv.org/abs/2401.00001v1"]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    text = " ".join(text.split())
    shown = READER.parseInline(f"x {markdown.escaped(text)} x")[0].children or []
    said = "".join(token.content for token in shown)
    assert said.replace("\u200b", "") == f"x {text} x".replace("\u200b", "")
    assert {token.type for token in shown} <= {"text", "text_special"}


def test_two_runs_give_the_same_bytes() -> None:
    content = bytes_of(markdown.write, seeds())
    assert content == bytes_of(markdown.write, seeds())
    assert len(set(map(len, (re.findall(r"(?<!\\)\|", line) for line in content.decode().splitlines())))) == 1
