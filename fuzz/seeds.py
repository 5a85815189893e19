"""What fuzzing begins with: small inputs of each kind, made from the sample papers of the project."""

import json
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]


def seeds(target: str, count: int = 40) -> list[bytes]:
    """Inputs for a target."""
    lines = (ROOT / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()[:count]
    papers = [json.loads(line)["paper"] for line in lines]
    if target == "abstract":
        texts = [paper[name] for paper in papers for name in ("abstract", "comment") if paper.get(name)]
        return [text[:600].encode() for text in texts]
    if target == "jsonl":
        kaggle = [{"id": paper["id"], "title": paper["title"], "abstract": paper["abstract"][:300]} for paper in papers]
        return [
            *(json.dumps(record).encode() for record in kaggle),
            json.dumps(kaggle[:2]).encode(),
            b'{"paper": {}}\n[]',
        ]
    return [form % _short(paper) for paper in papers[:8] for form in _FORMS]


def _short(paper: dict[str, str]) -> dict[bytes, bytes]:
    return {name.encode(): escape(str(paper[name])[:200]).encode() for name in ("id", "title", "abstract")}


_FORMS = (
    b'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><entry><id>'
    b"http://arxiv.org/abs/%(id)b</id><title>%(title)b</title><summary>%(abstract)b</summary><author><name>A B</name>"
    b'</author><arxiv:comment>ICML 2026</arxiv:comment><category term="cs.DC"/></entry></feed>',
    b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header><identifier>oai:arXiv.org:'
    b'%(id)b</identifier></header><metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>%(id)b</id><title>%(title)b'
    b"</title><abstract>%(abstract)b</abstract></arXiv></metadata></record></ListRecords></OAI-PMH>",
    b'<rss version="2.0"><channel><item><title>%(title)b</title><link>https://arxiv.org/abs/%(id)b</link><description>'
    b"arXiv:%(id)b Announce Type: new \nAbstract: %(abstract)b</description></item></channel></rss>",
)
