"""What the columns of a table and the keys of a JSON object are called, in the order in which they are preferred."""

import re

ID = (
    "arxivid", "eprint", "id", "paperid", "identifier", "entryid", "absurl", "arxivurl", "url", "link", "pdfurl", "abs",
    "pdf",
)  # fmt: skip
TEXTS = {
    "title": ("title", "papertitle"),
    "abstract": ("abstract", "summary", "abstracttext", "paperabstract"),
    "comment": ("comment", "comments", "arxivcomment", "arxivcomments", "authorcomment"),
    "journal_ref": ("journalref", "journalreference", "arxivjournalref"),
    "doi": ("doi", "arxivdoi"),
}
CATEGORIES = ("categories", "category", "subjects", "terms", "arxivcategories", "primarycategory")
AUTHORS = ("authors", "author", "authornames")
PUBLISHED = ("published", "publisheddate", "publicationdate", "datepublished", "created", "submitted", "date")
UPDATED = ("updated", "updateddate", "dateupdated", "lastupdated")
VERSION = ("version",)


_MARKS = re.compile(r"[^a-z0-9]")


def normal(name: str) -> str:
    """A column's name without case, spaces and marks: "Journal-Ref" -> "journalref"."""
    return _MARKS.sub("", name.casefold())
