"""The name a paper gives to what it presents."""

from dataclasses import dataclass, field

import regex

from claims.mentions.system_context import around, before, presented
from claims.mentions.system_names import Name, full_name, is_known, is_strong, key, names
from claims.mentions.system_rules import rules
from claims.text import FieldText


@dataclass(slots=True)
class Candidate:
    name: str
    evidence: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    first: int = 1 << 30
    head: bool = False
    titled: bool = False
    plain: int = 0

    @property
    def points(self) -> float:
        points, once = rules().points, rules().evidence.once
        counted = [i for i in self.evidence if i not in once] + [i for i in dict.fromkeys(self.evidence) if i in once]
        subjects = counted.count("subject")
        return sum(points[i] for i in counted) - max(0, subjects - 2) * points["subject"]

    def qualifies(self):
        return self.points >= rules().points["enough"] and any(i in rules().evidence.deciding for i in self.evidence)


def find(title: FieldText | None, abstract: FieldText | None) -> tuple[str | None, tuple[str, ...]]:
    """Name and aliases, (None, ()) where the paper names nothing."""
    got = explain(title, abstract)
    return got[0], got[1]


def explain(title, abstract):
    heading = " ".join(title.text.split()) if title else ""
    body = abstract.text if abstract else ""
    cands = {}
    from_abstract(body, cands)
    lowercase(abstract, cands)
    from_title(heading, body, cands)
    ok = [c for c in cands.values() if c.qualifies()]
    if not ok:
        return None, (), cands
    ok.sort(key=lambda c: (not c.head, not c.titled, c.first, -c.points))
    best = ok[0]
    aliases = tuple(dict.fromkeys(a for a in best.aliases if key(a) != key(best.name)))
    return best.name, aliases, cands


def from_abstract(body, cands):
    pending = []
    for n in names(body):
        start, end, text = n.start, n.end, n.text
        alias = None
        if body[start - 1 : start] == "(":
            if " " in text or not (n.strong or text.isupper()) or body[end:end+1] not in "),;":
                continue
            lo = max(0, start - 160)
            win = body[lo : start - 1].rstrip(" \"'")
            f = full_name(win, text[:-1] if len(text) > 3 and text.endswith("s") else text)
            if f is None:
                continue
            at = lo + f
            while pending and pending[-1][0].end > at:
                at = min(at, pending.pop()[1])
            alias = body[at : lo + len(win)]
            close = body.find(")", end)
            end = close + 1 if close > 0 else end
            if text.endswith("s") and text[:-1].isupper():
                text = text[:-1]
            n = Name(text, n.start, n.end, n.strong, n.known, n.initial)
            pending.append((n, at, end, alias))
        else:
            pending.append((n, start, end, None))
    for n, at, end, alias in pending:
        k = key(n.text)
        c = cands.get(k) or Candidate(n.text)
        got = around(body, n, at, end)
        if alias:
            got.append("defined")
            c.aliases.append(alias)
            if far_passive(body, at, end):
                got.append("passive")
        elif body[end : end + 2] == " (":
            close = body.find(")", end, end + 120)
            inside = body[end + 2 : close].strip("\"'") if close > 0 else ""
            if " " in inside and full_name(inside, n.text) == 0:
                got.append("defined")
                c.aliases.append(inside)
        if n.known:
            if not ("direct" in got and ("copula" in got or "novel" in got)) or alias:
                if not (alias and "direct" in got and len(n.text)>2): continue
                got = ["loose"]
        if alias and len(n.text) < 3:
            got = [g for g in got if g != "direct"] + ["loose"]
        if n.initial and not n.strong and not alias:
            if body[n.end : n.end + 1] == ",":
                continue
        for g in got:
            c.evidence.append(g)
            if g in rules().evidence.deciding and at < c.first:
                c.first = at
        if got or k in cands:
            cands[k] = c


_PASSIVE = regex.compile(r"[^.;]{0,140}?\s(?:is|are|was|were|been)\s(?:\w+ly\s|also\s|then\s)?(?:proposed|introduced|presented|developed|designed|described|devised)\b")


def far_passive(body, at, end):
    said = before(body, at)
    W = rules().words
    if any(w.lower() in W.present or w.lower() in ("is", "are", "was", "we", "of", "for", "in", "with", "using", "by", "to") for w in said[-6:]):
        return False
    return bool(_PASSIVE.match(body, end))


_LOWER = regex.compile(r"\b(?:called|named|dubbed|termed|coined)\s[\"'`]{0,2}([a-z][\w-]{2,30})[\"'`]{0,2}(?=[,.;:)]|\s(?:that|which|to|for|and|is|with|as|in|on|by|—)\b)")
_LOWER2 = regex.compile(r"\b(?:present|introduce|propose|develop)s?\s([a-z][\w-]{2,30}),?\s(?:an?|which)\s")


def lowercase(abstract, cands):
    if not abstract:
        return
    body = abstract.text
    W = rules().words
    for pat in (_LOWER, _LOWER2):
        for m in pat.finditer(body):
            w = m.group(1)
            if abstract.raw[abstract.span(*m.span(1))[0]] == "\\" or w in W.kind or w in W.describing or w in W.determiner or w in W.preposition:
                continue
            said = before(body, m.start(1))
            if pat is _LOWER:
                prev = said[-2].rstrip(",(").lower() if len(said) > 1 else ""
                if prev not in W.kind:
                    continue
                v = [i for i, x in enumerate(said[:-1]) if x.lower() in W.present]
                if not v or not presented(said, v[-1]):
                    continue
            elif not ("-" in w or "_" in w or any(ch.isdigit() for ch in w) or body.count(w) > 2) or w.endswith("ing"):
                continue
            c = cands.setdefault(key(w), Candidate(w))
            c.evidence.append("called")
            c.first = min(c.first, m.start(1))


_HEAD = regex.compile(r"^(.{1,70}?)\s*(?::\s|\s—\s?|\s-\s|:(?=[A-Z]))(.*)")
_PAREN = regex.compile(r"^(.*?)\s*\(([^()]{2,30})\)$")
_ARTICLE = regex.compile(r"^(?:The|A|An|Introducing|Towards?|Presenting|Meet|Announcing)\s")


def from_title(heading, body, cands):
    W = rules().words
    m = _HEAD.match(heading)
    if m:
        head, sub = m.group(1), m.group(2)
        the = head.startswith("The ")
        head = _ARTICLE.sub("", head)
        pm = _PAREN.match(head)
        alias = None
        if pm:
            alias, head = pm.group(1), pm.group(2)
        words = head.split()
        survey = any(s in sub.lower() for s in W.survey)
        k = key(head)
        c = cands.get(k)
        if c is None:
            for cc in cands.values():
                if any(key(a) == k or key(a) == k + "s" for a in cc.aliases):
                    c = cc
        strong = [w for w in words if is_strong(w) and not is_known(w)]
        n = len(regex.findall(rf"(?<!\w){regex.escape(head)}s?(?!\w)", body))
        l = len(regex.findall(rf"(?i)(?<!\w){regex.escape(head)}s?(?!\w)", body))
        if c is None:
            c = Candidate(head)
        got = []
        if len(words) == 1:
            w = words[0]
            if is_known(w):
                got.append("weak_head")
            elif strong or (not w[0].isupper() and n and ("-" in w or "_" in w or n > 1)):
                got.append("head" if not survey else "weak_head")
                if survey and n:
                    got.append("repeated")
            else:
                got.append("weak_head")
                if n and n == l and not survey:
                    got.append("repeated")
        elif len(words) <= 5 and all(w[0].isupper() or w[0].isdigit() or w in W.link or is_strong(w) or w[0]=='v' for w in words) and not is_known(words[-1].rstrip('?')) and not head.endswith("?"):
            if strong and len(words) <= 3 and (words[0] in strong or words[-1] in strong):
                got += ["weak_head"] + (["repeated"] if n else [])
            elif not all(is_known(w) for w in words):
                if n and n == l:
                    got += ["weak_head", "repeated"]
                elif c.evidence:
                    got += ["weak_head"]
            if the and words[-1].lower() in W.kind and words[-1][0].isupper() and strong or the and words[-1] in ("Dataset", "Benchmark", "Portal", "Archive", "Toolkit", "Project", "Library", "Suite"):
                got = ["head"]
        if got:
            c.evidence += got
            c.head = True
            if alias:
                c.aliases.append(alias)
            cands[key(c.name)] = c
    tk = " " + regex.sub(r"[^\w+^#-]+", " ", heading).strip() + " "
    for c in cands.values():
        if not c.head:
            for a in [c.name, *c.aliases]:
                i = tk.lower().find(f" {a.lower()} ") if len(a) > 3 else tk.find(f" {a} ")
                if i >= 0:
                    c.titled = True
                    c.evidence.append("title")
                    prev = tk[:i].split()
                    if prev and prev[-1].lower() in ("with", "using", "via", "by", "through"):
                        c.evidence.append("tail")
                    if (not prev or prev == ["The"]) and (a in c.aliases or c.aliases):
                        c.evidence.append("start")
                    break
