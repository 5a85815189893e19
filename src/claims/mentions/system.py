"""The name a paper gives to what it presents."""

import regex

from claims.mentions.system_names import Name, full_name, is_known, is_strong, key, names
from claims.mentions.system_rules import rules
from claims.text import FieldText


def find(title: FieldText | None, abstract: FieldText | None) -> tuple[str | None, tuple[str, ...]]:
    """Name and aliases, (None, ()) where the paper names nothing."""
    got = explain(title, abstract)
    return got[0], got[1]


def explain(title, abstract):
    heading = " ".join(title.text.split()) if title else ""
    body = abstract.text if abstract else ""
    cands = {}
    evidence_from_abstract(body, cands)
    from_title(heading, body, cands)
    P = rules().points
    ok = [c for c in cands.values() if c.points >= P.enough]
    if not ok:
        return None, (), cands
    ok.sort(key=lambda c: (not c.head, not c.titled, c.first if c.first is not None else 10**6, -c.points))
    best = ok[0]
    aliases = tuple(dict.fromkeys(a for a in best.aliases if key(a) != key(best.name)))
    return best.name, aliases, cands


class Cand:
    def __init__(self, name):
        self.name = name
        self.points = 0.0
        self.why = []
        self.first = None
        self.head = self.titled = False
        self.aliases = []
        self.subjects = 0

    def add(self, why, points=None, at=None):
        P = rules().points
        p = getattr(P, why) if points is None else points
        if why in ("subject", "measured", "copula", "defined","kind_alone") and self.why.count(why) >= (2 if why == "subject" else 1):
            return
        self.points += p
        self.why.append(why)
        if p >= 1.5 and at is not None and (self.first is None or at < self.first):
            self.first = at

    def __repr__(self):
        return f"{self.name}[{self.points} {' '.join(self.why)}]"


_AFTER = regex.compile(r"(?:'s?(?=\s)|\"|'')?(?:\s?\([^()]{1,120}\))?")
_WORDS = regex.compile(r"[^\s]+")


def evidence_from_abstract(body, cands):
    for n in names(body):
        start, end, text = n.start, n.end, n.text
        aliases = []
        at = start
        if body[start - 1 : start] == "(":
            if n.strong or n.text.isupper():
                win = body[max(0, start - 160) : start - 1].rstrip(" \"'")
                f = full_name(win, text.rstrip("s") if len(text) > 3 else text)
                if f is None:
                    continue
                full = win[f:]
                at = max(0, start - 160) + f
                aliases.append(full)
                close = body.find(")", end)
                end = close + 1 if close > 0 else end
                if text.endswith("s") and text[:-1].isupper():
                    text = text[:-1]
                n = Name(text, at, end, n.strong, n.known, at < 2 or body[at - 2 : at - 1] in ".?!")
            else:
                continue
        c = cands.get(key(text))
        new = c is None
        if new:
            c = Cand(text)
        got = context(body, n, at, end, bool(aliases))
        if aliases:
            c.aliases.extend(aliases)
            got.append("defined")
        if n.known and not aliases:
            if not ("direct" in got and ("copula" in got or "novel" in got)):
                continue
        if n.known and aliases and "direct" not in got:
            continue
        if got or not new:
            for g in got:
                c.add(g, at=start)
            cands[key(text)] = c


_PUNCT = ",:;—("


def context(body, n, at, end, defined):
    """What the words around say."""
    W = rules().words
    got = []
    # to the right
    m = _AFTER.match(body, end)
    p = m.end()
    nxt = body[p : p + 70]
    words = nxt.split()
    w = words[0] if words else ""
    free = kinded = modifier = False
    if not w or not nxt[0].isspace() or not w[0].isalnum():
        free = True
        if nxt[:1] in ",—:" or nxt[:2] == " —" or nxt[:3]==" - ":
            ws = nxt.lstrip(" ,—:-").split()[:3]
            if ws and ws[0] in ("a", "an", "the", "our", "which"):
                got.append("novel" if ws[0]!="which" and any(x in ("novel", "new", "first", "our") for x in ws[:3]) else "copula")
    elif w.rstrip(",.;:") in W.after:
        free = True
        if w in ("is", "are") and len(words) > 1:
            if words[1] in ("a", "an", "the", "our", "one"):
                got.append("novel" if any(x in ("novel", "new", "first", "our") for x in words[1:4]) else "copula")
            elif words[1].rstrip(",.") in W.passive:
                got.append("passive")
        elif w in ("a", "an"):
            got.append("copula")
    elif w in W.subject:
        free = True
        got.append("subject")
    elif any(x.rstrip(",.;:()") in W.kind for x in words[: 3]):
        kinded = True
    else:
        modifier = True
    # to the left
    lead = body[max(0, at - 140) : at]
    lw = lead.replace("—", " — ").split()
    while lw and lw[-1] in ('"', "'", "``", "(", "\u201c"):
        lw.pop()
    if not lw or lw[-1][-1] in ".?!" and lw[-1] not in ("i.e.", "e.g.", "vs."):
        return got
    last = lw[-1].strip("\"'()").lower()
    bare = last.rstrip(",:;")
    if bare in W.foreign and last not in W.present:
        got.append("prior")
        return got
    if bare in W.naming or (bare in ("it", "as", "this", "by") and any(x in ("call", "name", "refer", "referred", "term", "dub", "named", "known", "denoted", "termed") for x in lw[-4:-1])):
        if bare == "name" and lw[-2:-1]==["the"]: pass
        sent = sentence_words(lw)
        if any(x.lower().strip(",") in W.own for x in sent):
            got.append("called")
        else:
            got.append("called_alone")
        return got
    kind = bare in W.kind
    apposed = lw[-1][-1] in ",:—"
    # the verb
    verb = None
    crossed = False
    det = []
    for i in range(len(lw) - 1, max(-1, len(lw) - 22), -1):
        x = lw[i].strip("\"'()").lower()
        if lw[i][-1] in ".?!" and x not in ("i.e.", "e.g.", "vs."):
            break
        b = x.rstrip(",:;")
        if b in W.present and not (i and lw[i-1].lower() in ("the", "our") and b in ("proposed","developed", "presented","designed","introduced")):
            verb = i
            break
        if b in ("proposed", "our", "developed", "presented"):
            if b == "our" or lw[i - 1].lower() in ("the", "our"):
                verb = -1
                break
        if b in W.preposition or (x[-1:] in ",:;" and i < len(lw) - 1):
            crossed = True
        if b in ("that","which","where","while") : crossed=True
        det.append(b)
    if verb is None:
        if bare in W.measured:
            got.append("measured")
        elif kind:
            got.append("kind_alone")
        return got
    if verb == -1:
        if not crossed and not modifier or kind and apposed:
            got.append("own")
        return got
    pv = lw[verb - 1].lower() if verb else ""
    if pv in ("recently", "previously", "was", "were", "been", "originally", "by") and lw[verb].lower().endswith("ed"):
        got.append("prior")
        return got
    if kind and (not crossed or apposed or len(det)<12):
        got.append("apposed" if apposed else "kind")
    elif apposed:
        if free and (n.strong or defined or " " in n.text):
            got.append("apposed")
    elif not crossed:
        plain = all(d in W.determiner or d in W.describing or "-" in d for d in det)
        if n.strong and (free or kinded) or defined:
            got.append("direct")
        elif free and plain:
            if " " in n.text or "-" in n.text:
                got.append("direct_common" if det and det[-1] in ("a", "an") else "direct")
            else:
                got.append("direct" if not (det and det[-1] in ("a", "an")) else "direct_modifier")
        elif kinded and plain and not (det and det[-1] in ("a", "an")):
            got.append("direct_common")
        elif n.strong:
            got.append("direct_modifier")
    elif bare in W.measured:
        got.append("measured")
    return got


def sentence_words(lw):
    out = []
    for x in reversed(lw):
        if x[-1] in ".?!" and out and x not in ("i.e.","e.g."):
            break
        out.append(x)
    return out


_HEAD = regex.compile(r"^(.{1,70}?)\s*(?::\s|\s—\s?|\s-\s|:(?=[A-Z]))(.*)")
_PAREN = regex.compile(r"^(.*?)\s*\(([^()]{2,30})\)$")


def from_title(heading, body, cands):
    W = rules().words
    P = rules().points
    m = _HEAD.match(heading)
    lowbody = None
    if m:
        head, sub = m.group(1), m.group(2)
        first = head.split()[0] if head.split() else ""
        for a in ("The ", "A ", "An ", "Introducing ", "Towards ", "Toward ", "Presenting "):
            if head.startswith(a):
                head = head[len(a) :]
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
                if any(key(a) == k for a in cc.aliases):
                    c = cc
        if len(words) == 1:
            w = words[0]
            if c is None:
                c = cands[k] = Cand(head)
            c.head = True
            if alias:
                c.aliases.append(alias)
            if is_known(w):
                c.add("title")
            elif is_strong(w) or (not w[0].isupper() and (w in body)):
                c.add("head", points=P.head - (1.5 if survey else 0))
            else:
                cap = len(regex.findall(rf"(?<!\w){regex.escape(w)}(?!\w)", body))
                low = len(regex.findall(rf"(?<!\w){regex.escape(w.lower())}(?!\w)", body))
                c.add("weak_head")
                if cap >= 2 and not low:
                    c.add("subject")
                    c.add("subject")
        elif c is not None:
            c.head = True
            c.add("head" if c.points >= 2 else "weak_head")
        elif len(words) <= 3 and any(is_strong(w) and not is_known(w) for w in words) :
            c = cands[k] = Cand(head)
            c.head = True
            c.add("weak_head")
            if head in body:
                c.add("weak_head")
        elif len(words) <= 5:
            n = body.count(head)
            l = body.lower().count(head.lower())
            if n and n == l and all(w[0].isupper() or w in W.link for w in words):
                c = cands[k] = Cand(head)
                c.head = True
                c.add("weak_head")
                if n >= 2:
                    c.add("subject")
    tk = " " + regex.sub(r"[^\w+^#-]+", " ", heading).strip() + " "
    for c in cands.values():
        if not c.head and any(f" {a} " in tk for a in [c.name, *c.aliases]):
            c.titled = True
            c.add("title")
