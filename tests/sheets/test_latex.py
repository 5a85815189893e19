"""LaTeX and BibTeX: plain ASCII in which no character of the data is an order; both compile where TeX is installed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.models import VenueMention
from claims.sheets import bibtex, latex
from claims.sheets.bibliography import cite_keys, entries
from claims.sheets.latex_text import escaped
from samples import sample
from sheets.books import book_of, bytes_of, seeds
from sheets.payloads import FORMULAS, SCRIPTS, TYPESETTING, paper_of

# Every order that `escaped` may give. Anything else with a backslash would be one of the data's.
OURS = re.compile(
    r"""\\(?:text(?:backslash|brace(?:left|right)|asciicircum|less|greater|bar|asciigrave|endash|emdash|degree|copyright
        |euro|quote(?:left|right)|quotedbl(?:left|right))\{\}
        | [$&\#%_] | ldots\{\} | (?:oe|OE|ae|AE|aa|AA|ss|o|O|l|L|i|S)\{\}
        | ensuremath\{(?:\\[A-Za-z]+|-)\} | [`'^~=."uvrHcdb]\{(?:\\[ij]|[A-Za-z])\} | claimschar\{[0-9A-F]{4,6}\})
      | \{[][*]\} | [-',]\{\}""",
    re.VERBOSE,
)
needs_tex = pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
DOCUMENT = r"""\documentclass{article}
\usepackage{array,booktabs,longtable}
\begin{document}
\input{table}
\bibliographystyle{plain}
\bibliography{refs}
\end{document}
"""


@given(st.text(max_size=40) | st.sampled_from([*SCRIPTS, *FORMULAS, *TYPESETTING]))
def test_no_character_of_a_text_is_an_order(text: str) -> None:
    written = escaped(text)
    assert written.isascii()
    assert "\n" not in written
    rest = OURS.sub("", written).replace("~", "")
    assert not set("\\{}$&#%^_~[]<>|`") & set(rest), rest


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("P99 latency", "P99 latency"),
        ("state-of-the-art", "state-of-the-art"),
        ("--flag", "-{}-flag"),
        ("Erdős, Çelik, İz, naïve", r"Erd\H{o}s, \c{C}elik, \.{I}z, na\"{\i}ve"),
        ("2.5× ± 3µs", r"2.5\ensuremath{\times} \ensuremath{\pm} 3\ensuremath{\mu}s"),
        ("中", r"\claimschar{4E2D}"),
        ("ﬁne m²", "fine m2"),
    ],
)
def test_what_is_written(text: str, written: str) -> None:
    assert escaped(text) == written


def test_every_claim_is_a_row_of_as_many_cells() -> None:
    content = bytes_of(latex.write, seeds()).decode("ascii")
    body = content.partition("\\endfoot\n")[2].partition("\\end{longtable}")[0]
    rows = [row for row in body.splitlines() if row != r"\addlinespace"]
    assert len(rows) == len(seeds().claims)
    assert {len(re.findall(r"(?<!\\)&", row)) for row in rows} == {5}
    assert all(row.endswith(r" \\") for row in rows)
    cited = re.findall(r"\\cite\{(.*?)\}", body)
    assert set(cited) <= set(re.findall(r"^@\w+\{(.*?),$", bytes_of(bibtex.write, seeds()).decode(), re.MULTILINE))


def test_two_runs_give_the_same_bytes() -> None:
    for write in (latex.write, bibtex.write):
        assert bytes_of(write, seeds()) == bytes_of(write, seeds())


def test_keys_are_the_same_in_every_file_and_never_the_same_for_two_papers(tmp_path: Path) -> None:
    odd = [sample(id=name) for name in ("a b", "a,b", "A-B", "cs/0112017")]
    keys = cite_keys(book_of(odd, tmp_path))
    assert len({key.lower() for key in keys.values()}) == len(odd)
    assert keys["arXiv:cs/0112017v1"] == "arXiv:cs/0112017v1"
    assert all(re.fullmatch(r"[A-Za-z0-9:./-]+", key) for key in keys.values())


@pytest.mark.parametrize(
    ("status", "kind", "entry"),
    [
        ("accepted", "conference", "inproceedings"), ("published", "journal", "article"),
        ("submitted", "conference", "misc"), ("unknown", "conference", "misc"), ("extended", "journal", "misc"),
    ],
)  # fmt: skip
def test_a_paper_is_what_its_venue_makes_it(status: str, kind: str, entry: str, tmp_path: Path) -> None:
    venue = VenueMention.model_validate(sample().venues[0].model_dump() | {"status": status, "kind": kind})
    [found] = entries(book_of([sample().model_copy(update={"venues": (venue,)})], tmp_path))
    written = bibtex.record(found)
    assert written.startswith(f"@{entry}{{arXiv:2401.00010v1,\n")
    assert ("= {{" + ("ICML" if kind == "journal" else "International Conference on Machine Learning") in written) is (
        entry != "misc"
    )
    assert "  author = {A B and C D},\n" in written
    assert f"  year = {{{2024 if entry == 'misc' else 2026}}},\n" in written


def test_a_journal_is_not_named_as_the_conference_of_the_same_acronym(tmp_path: Path) -> None:
    text = "IEEE Transactions on Cloud Computing (TCC), 2026"
    said = {"name": "TCC", "aliases": ("Theory of Cryptography Conference",), "kind": "journal", "status": "published"}
    paper = sample().paper.model_copy(update={"journal_ref": text})
    venue = sample().venues[0].model_dump() | said | {"field": "journal_ref", "text": text, "start": 0, "end": 48}
    found = sample().model_copy(update={"paper": paper, "venues": (VenueMention.model_validate(venue),)})
    [entry] = entries(book_of([found], tmp_path))
    assert (entry.kind, entry.container) == ("journal", "IEEE Transactions on Cloud Computing")


@needs_tex
def test_it_compiles(tmp_path: Path) -> None:
    papers = [paper_of(payload, number) for number, payload in enumerate((*SCRIPTS, *FORMULAS, *TYPESETTING), 1)]
    book = book_of(papers, tmp_path)
    (tmp_path / "table.tex").write_bytes(bytes_of(latex.write, book))
    (tmp_path / "refs.bib").write_bytes(bytes_of(bibtex.write, book))
    (tmp_path / "main.tex").write_text(DOCUMENT, encoding="utf-8")
    run = ["pdflatex", "-no-shell-escape", "-halt-on-error", "-interaction=nonstopmode", "main"]
    for command in (run, ["bibtex", "main"], run, run):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, errors="replace", check=False)
        assert done.returncode == 0, done.stdout[-2000:]
    assert "undefined" not in done.stdout
    assert (tmp_path / "main.bbl").read_text(encoding="utf-8").count("\\bibitem") == len(papers)
