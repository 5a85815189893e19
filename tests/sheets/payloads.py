"""Texts that would run if a sheet let them: scripts for pages, formulas for spreadsheets, orders for LaTeX."""

from claims.models import Claim, Extraction, Paper

SCRIPTS = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "</ScRiPt ><script>window.hit=1</script>",
    "<!--<script>window.hit=1</script>-->",
    "--><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<body onload=window.hit=1>",
    "<details open ontoggle=window.hit=1>",
    "<a href=javascript:window.hit=1>x</a>",
    "[x](javascript:window.hit=1)",
    "<javascript:window.hit=1>",
    "javascript:window.hit=1",
    "{{ 7 * 7 }}{% raw %}{{ self }}",
    "${window.hit=1}`${window.hit=1}`",
    '"><script>window.hit=1</script>',
    "'-(window.hit=1)-'",
    "\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e",
    "<style>@import 'http://localhost:1/x'</style>",
    "<link rel=stylesheet href=http://localhost:1/x>",
    "\u2028window.hit=1\u2029",
)
FORMULAS = tuple(
    f"{before}{start}{rest}"
    for start in "=+-@"
    for before, rest in (
        ("", "1+1"), ("", "cmd|' /C calc'!A0"), ("\t", "SUM(A1)"), ("\r", "1"), ("\n", "1"), (" ", "1"), ("'", "1"),
        ("", 'HYPERLINK("http://x","y")'), ("\ufeff", "1"), ("", "IMPORTXML(1)"),
    )
)  # fmt: skip
TYPESETTING = (
    "\\input{/etc/passwd}", "\\write18{touch hit}", "a & b \\\\ c", "50% of $x_1^2$ ~ #1", "{unbalanced", "}unbalanced",
    "[x] * y", "`code` ``more``", "| a | b |", "é ß ø Å č ş ő ı ﬁ ² α ≤ × → 中文 🙂 \u0301",
    "--- '' ,, ?` !`", "^^M \\end{longtable}",
    "@misc{x, title = {y}}", 'a " b', "www.example.org https://example.org",
)  # fmt: skip


def paper_of(payload: str, number: int = 1) -> Extraction:
    """A paper that has the payload in every text that it may have one in, and one claim with it."""
    abstract = f"{payload} It cuts the latency of {payload} by 2x over {payload}."
    start = abstract.index("2x over")
    return Extraction(
        paper=Paper(
            id=f"2401.{number:05}", version=1, title=f"{payload} a system", abstract=abstract, comment=payload,
            journal_ref=payload, doi=payload, authors=(payload, "A. Author"), categories=("cs.DC",),
            published="2024-01-02",
        ),
        system=payload,
        claims=(
            Claim(
                id=f"2401.{number:05}:abstract:{start}-{start + 2}", field="abstract", text="2x", start=start,
                end=start + 2,
                type="change", value=2.0, unit="x", metric=f"latency of {payload}", metric_key="latency",
                direction="decrease", effect="improvement", baseline=payload, condition=payload, factor=2.0,
                sentence_start=len(payload) + 1, sentence_end=len(abstract), rule="made",
            ),
        ),
    )  # fmt: skip
