"""Inputs that somebody could have made to do harm, and what must become of each.

A case is a name, what makes its bytes (so that the large ones are made where they are read), and a regex that what is
told has to match: "error: …" where the source as a whole is refused, "aside: …" for the reason of every record set
aside, "fine" where nothing is wrong with it but its size or form.
"""

from forms import SECRET, Case
from json_inputs import json_cases
from packed_inputs import packed_cases
from text_inputs import table_cases, text_cases
from xml_inputs import xml_cases

__all__ = ["SECRET", "all_cases"]


def all_cases(secret: str, port: int) -> list[Case]:
    groups = {
        "xml": xml_cases(secret, port),
        "json": json_cases(),
        "table": table_cases(),
        "text": text_cases(),
        "packed": packed_cases(),
    }
    return [case._replace(name=f"{group}: {case.name}") for group, cases in groups.items() for case in cases]
