"""Reads the corpora and cuts them into windows of word pieces.

The cutting here and in `crates/onrecord-extract/src/engine/accurate/window.rs` must stay the same: paragraphs are lines,
a window is `[CLS] paragraph [SEP] paragraph [SEP] …` of at most LIMIT pieces.
"""

import gzip
import hashlib
import json
import os
import random
import re
import sys
from dataclasses import dataclass, field

TAGS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
LABELS = ["source", "cue", "content"]
LIMIT = 254
CLS, SEP = 101, 102
OPEN, CLOSE, TOGGLE = "“„«", "”»", '"'


@dataclass
class Paragraph:
    """One line of text as pieces; `first` are the places of the first piece of each word."""

    start: int
    ids: list
    kinds: list
    first: list
    words: list  # (start, end) in code points of the document
    tags: list = field(default_factory=list)
    # For each word that begins a span of content: the (paragraph, word) of its cue. The same from cues to sources.
    content_cue: dict = field(default_factory=dict)
    cue_source: dict = field(default_factory=dict)


def quote_mask(line):
    """Tells for every character whether it stands between quotation marks; an end of line closes."""
    inside, mask = False, []
    for c in line:
        if c in OPEN:
            inside = True
        elif c in CLOSE:
            inside = False
        elif c == TOGGLE:
            inside = not inside
        mask.append(inside)
    return mask


def shape(word):
    """0 small letters or none, 1 a capital first, 2 capitals only (two or more), 3 digits in it."""
    if any("0" <= c <= "9" for c in word):
        return 3
    if len(word) > 1 and word.isupper():
        return 2
    return 1 if word[:1].isupper() else 0


def paragraphs(text, tokenizer):
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.extend(cut(line, at, tokenizer))
        at += len(line) + 1
    return out


def cut(line, at, tokenizer):
    enc = tokenizer.encode(line, add_special_tokens=False)
    mask = quote_mask(line)
    words = []  # (ids, start, end)
    last = None
    for i, (s, e), w in zip(enc.ids, enc.offsets, enc.word_ids):
        if w != last:
            words.append([[], s, e])
            last = w
        words[-1][0].append(i)
        words[-1][2] = e
    parts, now, size = [], [], 0
    for w in words:
        if size + len(w[0]) > LIMIT - 2 and now:
            parts.append(now)
            now, size = [], 0
        now.append(w)
        size += len(w[0])
    if now:
        parts.append(now)
    out = []
    for part in parts:
        p = Paragraph(at, [], [], [], [])
        for ids, s, e in part:
            kind = shape(line[s:e]) * 2 + int(mask[s])
            p.first.append(len(p.ids))
            p.ids.extend(ids[: LIMIT - 2])
            p.kinds.extend([kind] * len(ids[: LIMIT - 2]))
            p.words.append((at + s, at + e))
        p.tags = [0] * len(p.words)
        out.append(p)
    return out


def covered(spans, pars):
    """The runs of words under `spans`, as (paragraph, first word, end word); gaps without words are closed."""
    runs = []
    for pi, p in enumerate(pars):
        inside = [any(s < e2 and s2 < e for s2, e2 in spans) for s, e in p.words]
        i = 0
        while i < len(inside):
            if inside[i]:
                j = i
                while j < len(inside) and inside[j]:
                    j += 1
                runs.append((pi, i, j))
                i = j
            else:
                i += 1
    return runs


def label(doc, tokenizer):
    """The paragraphs of a PolNeAR document with tags and links."""
    pars = paragraphs(doc["text"], tokenizer)
    for g in doc["gold"]:
        runs = {}
        for kind, n in (("source", 1), ("cue", 3), ("content", 5)):
            runs[kind] = covered(g[kind] or [], pars)
            for pi, a, b in runs[kind]:
                for k in range(a, b):
                    if pars[pi].tags[k] == 0:
                        pars[pi].tags[k] = n if k == a else n + 1
        if not runs["cue"]:
            continue
        cue = runs["cue"][0][:2]
        pars[cue[0]].cue_source[cue[1]] = runs["source"][0][:2] if runs["source"] else None
        for pi, a, _ in runs["content"]:
            pars[pi].content_cue[a] = cue
    return pars


def polnear(root, part, tokenizer):
    sys.path.insert(0, os.path.join(root, "eval"))
    import score_attribution

    docs = score_attribution.load_gold(os.path.join(root, "data", "polnear", part))
    return {name: label(doc, tokenizer) for name, doc in docs.items()}


def windows(pars, rng=None):
    """Runs of whole paragraphs that fit in LIMIT pieces; with `rng` the first one is cut at a chance size."""
    out, now, size = [], [], 1
    limit = LIMIT if rng is None else rng.randint(LIMIT // 3, LIMIT)
    for i, p in enumerate(pars):
        if now and size + len(p.ids) + 1 > limit:
            out.append(now)
            now, size = [], 1
            limit = LIMIT if rng is None or rng.random() < 0.8 else rng.randint(LIMIT // 3, LIMIT)
        now.append(i)
        size += len(p.ids) + 1
    if now:
        out.append(now)
    return out


def held_out(text):
    """A fifth of the sentences by the hash of their words, so that the same sentence in both sets falls on one side."""
    key = re.sub(r"\W+", " ", text.lower()).strip()
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 5 == 0


def claims(root, tokenizer):
    """Sentences of the debates: (paragraph, label, held out, from the spotter set)."""
    base = os.path.join(root, "data")
    rows, seen = [], set()
    for r in json.load(open(os.path.join(base, "claimbuster_spotter", "train.json"))):
        rows.append((r["text"], int(r["label"]), True))
    with gzip.open(os.path.join(base, "claimbuster", "crowdsourced.jsonl.gz"), "rt") as f:
        for line in f:
            r = json.loads(line)
            rows.append((r["text"], int(r["label"] == "CFS"), False))
    out = []
    for text, y, spotter in rows:
        text = " ".join(text.split())
        key = re.sub(r"\W+", " ", text.lower()).strip()
        if not key or key in seen:
            continue
        seen.add(key)
        pars = cut(text, 0, tokenizer)
        if len(pars) == 1:
            out.append((pars[0], y, held_out(text), spotter))
    return out


def shuffled(items, seed):
    items = list(items)
    random.Random(seed).shuffle(items)
    return items
