"""One paper in, everything found in it out. START READING HERE."""

from collections.abc import Iterable, Iterator

from claims import assemble, patterns
from claims.mentions import hardware, system, venue
from claims.models import Extraction, FieldName, Paper
from claims.text import FieldText, clean
from claims.trained.confidence import with_confidence

FIELDS: tuple[FieldName, ...] = ("title", "abstract", "comment", "journal_ref")


def extract(source: str | Paper) -> Extraction:
    """All claims, hardware, venues and the system's name of one paper; a string is taken as an abstract."""
    paper = source if isinstance(source, Paper) else Paper(id="text", abstract=source.strip())
    with patterns.in_force():
        return _extract(paper)


def extract_many(papers: Iterable[str | Paper]) -> Iterator[Extraction]:
    """`extract` of each, in order, one at a time; by the rules that are wanted where this is called."""
    wanted = patterns.current()

    def extracted(source: str | Paper) -> Extraction:
        with patterns.using(wanted):
            return extract(source)

    return map(extracted, papers)


def _extract(paper: Paper) -> Extraction:
    texts: dict[FieldName, FieldText] = {}
    for field in FIELDS:
        raw = getattr(paper, field)
        if raw:
            texts[field] = clean(field, raw)
    devices = [mention for text in texts.values() for mention in hardware.find(text)]
    venues = [mention for text in texts.values() for mention in venue.find(text)]
    name, aliases = system.find(texts.get("title"), texts.get("abstract"))
    claims = [
        claim
        for field, text in texts.items()
        if field != "journal_ref"
        for claim in assemble.find(text, [device for device in devices if device.field == field], paper.id, name)
    ]
    raw = {field: text.raw for field, text in texts.items()}
    sure_claims, sure_devices, sure_venues = with_confidence(claims, devices, venues, raw)
    return Extraction(
        paper=paper,
        system=name,
        system_aliases=aliases,
        claims=sure_claims,
        hardware=sure_devices,
        venues=sure_venues,
    )
