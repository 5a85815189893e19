"""The extractor as a spaCy component: `spacy.blank("en").add_pipe("claims")`.

Spans carry their kind as label and, in `doc.spans["claims"]`, the id of their claim. Their values are in the record at
`doc.user_data["claims"]`, not in `Span._`, which spaCy shares between spans on the same tokens.
"""

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from claims.models import Claim, FieldName, HardwareMention, Paper, VenueMention


class Component:
    """Takes the text of a doc for the `field` of a paper and fills `doc.spans`.

    The groups are "claims", "hardware" and "venues". The extraction itself goes to `doc.user_data["claims"]` as plain
    data, which spaCy can store and send between processes; `Extraction.model_validate` makes it what it was.
    """

    # A class, and no function within one: spaCy sends components to its other processes (`n_process`).
    def __init__(self, field: FieldName) -> None:
        self.field = field

    def __call__(self, doc: Doc) -> Doc:
        # spaCy loads every entry point whenever any pipeline is built, ours included: the extractor comes when needed.
        from claims.pipeline import extract

        extraction = extract(Paper.model_validate({"id": "text", self.field: doc.text}))
        doc.spans["claims"] = _spans(doc, ((claim, claim.type, claim.id) for claim in extraction.claims))
        doc.spans["hardware"] = _spans(doc, ((mention, mention.kind, "") for mention in extraction.hardware))
        doc.spans["venues"] = _spans(doc, ((mention, mention.kind, "") for mention in extraction.venues))
        doc.user_data["claims"] = extraction.model_dump(mode="json")
        return doc


@Language.factory("claims", default_config={"field": "abstract"}, assigns=["doc.spans", "doc.user_data"])
def make_component(nlp: Language, name: str, field: FieldName) -> Component:
    """The component with its settings: `nlp.add_pipe("claims", config={"field": "title"})`."""
    return Component(field)


def _spans(doc: Doc, found: Iterable[tuple[Claim | HardwareMention | VenueMention, str, str]]) -> list[Span]:
    """Every mention as the tokens that it touches: "2.3×" may stand inside a longer token."""
    spans = (
        doc.char_span(mention.start, mention.end, label=label, span_id=identity, alignment_mode="expand")
        for mention, label, identity in found
    )
    return [span for span in spans if span is not None]
