"""A book as one HTML page that works by itself: no network, nothing from the data runs, the same bytes on every run.

The content-security policy allows one script and one style, by their hashes, and no request. The data stand in the page
as JSON, which is no code, and the script puts them onto the screen as text alone.
"""

import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import BinaryIO

from claims import __version__
from claims.models import SCHEMA_VERSION
from claims.sheets.book import Book
from claims.sheets.filters import described

SCRIPTS = ("data", "view", "table", "evidence", "strips", "bars", "controls", "start")
"""The parts of the script in the order in which they are put together."""


def write(book: Book, stream: BinaryIO) -> None:
    """Writes the page as UTF-8."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    from claims.sheets.page_data import page_data

    script, style = _script(), _read("page.css")
    data = page_data(book)
    later = data.pop("later")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(_read("page.html")).render(
        policy=policy(script, style),
        script=Markup(script),
        style=Markup(style),
        data=Markup(as_json(data)),
        later=Markup(as_json(later)),
        made=f"claims {__version__}, schema {SCHEMA_VERSION}",
        sources=", ".join(book.sources),
        filters=described(book.filters),
        set_aside=len(book.set_aside),
    )
    stream.write(page.encode("utf-8", "replace"))


def as_json(value: object) -> str:
    r"""JSON that may stand in a script element: nothing in it ends the element or opens a comment.

    >>> as_json(["</script><!--", "é"])
    '["\\u003c/script\\u003e\\u003c!--","\\u00e9"]'
    """
    text = json.dumps(value, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def policy(script: str, style: str) -> str:
    """The content-security policy of a page with this script and this style, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",  # the empty icon, without which a browser asks the server for one
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _script() -> str:
    parts = "\n".join(_read(f"{name}.js") for name in SCRIPTS)
    return f"'use strict';\n{{\n{parts}}}\n"


def _read(name: str) -> str:
    folder: Traversable = files("claims.sheets") / "templates" / "page"
    return (folder / name).read_text(encoding="utf-8")
