"""Exact span F1 by label on the words of the dev part, and average precision of check-worthiness."""

import data
import model as M
import torch


def viterbi(em, trans, start):
    n, k = em.shape
    score, back = start + em[0], []
    for i in range(1, n):
        all_ = score[:, None] + trans
        best, arg = all_.max(0)
        score = best + em[i]
        back.append(arg)
    tag = int(score.argmax())
    path = [tag]
    for arg in reversed(back):
        tag = int(arg[tag])
        path.append(tag)
    return path[::-1]


def spans(tags):
    """Runs of one label; a run that touches another of its label is one with it."""
    out, i = set(), 0
    while i < len(tags):
        if tags[i] == 0:
            i += 1
            continue
        label = (tags[i] - 1) // 2
        j = i
        while j < len(tags) and tags[j] != 0 and (tags[j] - 1) // 2 == label:
            j += 1
        out.add((label, i, j))
        i = j
    return out


def average_precision(scores, labels):
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    hit, total = 0, 0.0
    for rank, i in enumerate(order, 1):
        if labels[i]:
            hit += 1
            total += hit / rank
    return total / max(1, hit)


def balanced(rows):
    """As many of one class as of the other, chosen by a fixed seed."""
    pos = [r for r in rows if r[1]]
    neg = [r for r in rows if not r[1]]
    return pos + data.shuffled(neg, 1)[: len(pos)]


@torch.no_grad()
def evaluate(m, dev, held):
    m.eval()
    from train import Batch

    tp, np_, ng = [0] * 3, [0] * 3, [0] * 3
    link_right, link_all = [0, 0], [0, 0]
    trans, start = m.trans.detach(), m.start.detach()
    for pars in dev.values():
        for run in data.windows(pars):
            b = Batch([[(i, pars[i]) for i in run]])
            out = m(b.ids, b.kinds)[0]
            for _, ps, tags in b.paras:
                got, gold = spans(viterbi(out[ps, : M.TAGS], trans, start)), spans(tags)
                for label in range(3):
                    g, p = {s for s in gold if s[0] == label}, {s for s in got if s[0] == label}
                    tp[label] += len(g & p)
                    np_[label] += len(p)
                    ng[label] += len(g)
            for n, triples in enumerate((b.cue_source, b.content_cue)):
                at = M.TAGS + 1 + 2 * n * M.LINK
                for _, i, j in triples.tolist():
                    q = out[i, at : at + M.LINK]
                    keys = out[:, at + M.LINK : at + 2 * M.LINK]
                    link_all[n] += 1
                    link_right[n] += int((keys @ q).argmax()) == j
    res = {name: round(2 * tp[i] / max(1, np_[i] + ng[i]), 4) for i, name in enumerate(data.LABELS)}
    res["link_source"], res["link_cue"] = (round(r / a, 4) for r, a in zip(link_right, link_all))
    rows = balanced(held)
    scores = []
    for p, _, _, _ in rows:
        b = Batch([[(0, p)]])
        out = m(b.ids, b.kinds)[0]
        scores.append(float(out[b.paras[0][1], M.TAGS].mean()))
    res["worth_ap"] = round(average_precision(scores, [r[1] for r in rows]), 4)
    return res
