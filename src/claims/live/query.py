"""What a query of the arXiv API looks like, and what keeps one from being sent."""

import re

from claims.errors import SourceError

# https://info.arxiv.org/help/api/user-manual.html#query_details; the dates are those that ranges are written for.
_FIELD = r"(?:ti|au|abs|co|jr|cat|rn|id|all|submittedDate|lastUpdatedDate)"
_QUERY = re.compile(rf'\s*(?:\(\s*)*"?{_FIELD}:\s*\S')


def is_query(source: str) -> bool:
    """Whether a source that is no file is meant for a query: it begins with a field of the API.

    >>> is_query("cat:cs.DC AND abs:LLM"), is_query('(ti:"tail latency" OR abs:tail)')
    (True, True)
    >>> is_query("papers.jsonl"), is_query("C:\\\\papers.jsonl"), is_query("cat:")
    (False, False, False)
    """
    return bool(_QUERY.match(source))


def checked(query: str) -> str:
    """The query as it is sent: "cat:cs.DC+AND+abs:LLM", as addresses have it, is with blanks.

    Raises `SourceError` where quotes or brackets are not closed, which the API answers with anything at all.
    """
    text = " ".join((query.replace("+", " ") if not re.search(r"\s", query.strip()) else query).split())
    if not text:
        raise SourceError("query: is empty. Write one such as cat:cs.DC.")
    if text.count('"') % 2:
        raise SourceError(f"{text}: has a quote that is not closed. Close it.")
    depth = 0
    for char in re.sub(r'"[^"]*"', "", text):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            break
    if depth:
        raise SourceError(f"{text}: has a bracket without its other half. Write it, or take it away.")
    return text
