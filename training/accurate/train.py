"""Fine-tunes the encoder. Survives a stop: run the same command again and it goes on from the last checkpoint.

usage: train.py --shared SHARED --base MODEL_FOLDER --out FOLDER [--steps N]
"""

import argparse
import json
import os
import random
import time

import data
import model as M
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer


def parse():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--base", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--steps", type=int, default=5000)
    a.add_argument("--lr", type=float, default=3e-4)
    a.add_argument("--seed", type=int, default=17)
    a.add_argument("--batch", type=int, default=4)
    a.add_argument("--layers", type=int, default=6)
    a.add_argument("--save", type=int, default=100)
    a.add_argument("--evaluate", type=int, default=800)
    a.add_argument("--bf16", action="store_true")
    a.add_argument("--no-worth", action="store_true", help="leave the debates, and their licence, out")
    a.add_argument("--limit-steps", type=int, default=0, help="stop after so many steps (to try things)")
    return a.parse_args()


class Batch:
    """Windows as tensors, with where the words are."""

    def __init__(self, wins):
        rows, kinds, self.paras, cue_source, content_cue = [], [], [], [], []
        for b, pars in enumerate(wins):
            ids, ks, where = [data.CLS], [0], {}
            for key, p in pars:
                at = len(ids)
                places = [at + f for f in p.first]
                for w, f in enumerate(places):
                    where[(key, w)] = f
                self.paras.append((b, places, p.tags))
                ids += p.ids + [data.SEP]
                ks += p.kinds + [0]
            for key, p in pars:
                for w, src in p.cue_source.items():
                    if src is None:
                        cue_source.append((b, where[(key, w)], 0))
                    elif src in where:
                        cue_source.append((b, where[(key, w)], where[src]))
                for w, cue in p.content_cue.items():
                    if cue in where:
                        content_cue.append((b, where[(key, w)], where[cue]))
            rows.append(ids)
            kinds.append(ks)
        t = max(map(len, rows))
        self.ids = torch.tensor([r + [0] * (t - len(r)) for r in rows])
        self.kinds = torch.tensor([k + [0] * (t - len(k)) for k in kinds])
        self.mask = torch.tensor([[True] * len(r) + [False] * (t - len(r)) for r in rows])
        self.cue_source = torch.tensor(cue_source, dtype=torch.long).reshape(-1, 3)
        self.content_cue = torch.tensor(content_cue, dtype=torch.long).reshape(-1, 3)


def tag_loss(out, batch, m):
    n, t = len(batch.paras), max(len(p) for _, p, _ in batch.paras)
    rows = torch.zeros(n, 1, dtype=torch.long)
    places, tags = torch.zeros(n, t, dtype=torch.long), torch.zeros(n, t, dtype=torch.long)
    mask = torch.zeros(n, t, dtype=torch.bool)
    for i, (b, ps, ts) in enumerate(batch.paras):
        rows[i] = b
        places[i, : len(ps)] = torch.tensor(ps)
        tags[i, : len(ts)] = torch.tensor(ts)
        mask[i, : len(ps)] = True
    em = out[rows, places, : M.TAGS]
    return M.crf_nll(em, tags, mask, m.trans, m.start) / mask.sum()


def link_loss(out, q, k, triples, mask):
    if not len(triples):
        return out.sum() * 0
    at = M.TAGS + 1
    queries = out[triples[:, 0], triples[:, 1], at + q * M.LINK : at + (q + 1) * M.LINK]
    keys = out[triples[:, 0], :, at + k * M.LINK : at + (k + 1) * M.LINK]
    scores = torch.einsum("nd,ntd->nt", queries, keys).masked_fill(~mask[triples[:, 0]], -1e9)
    return F.cross_entropy(scores, triples[:, 2])


def attribution_loss(m, batch, bf16):
    with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
        out = m(batch.ids, batch.kinds, batch.mask[:, None, None, :])
    out = out.float()
    tags = tag_loss(out, batch, m)
    links = link_loss(out, 0, 1, batch.cue_source, batch.mask) + link_loss(out, 2, 3, batch.content_cue, batch.mask)
    return tags, links


def worth_loss(m, groups, bf16):
    """Groups of sentences, each group one window; the score of a sentence is the mean over its words' first pieces."""
    wins = [[((g, i), p) for i, (p, _, _, _) in enumerate(group)] for g, group in enumerate(groups)]
    batch = Batch(wins)
    with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
        out = m(batch.ids, batch.kinds, batch.mask[:, None, None, :])
    out = out.float()[:, :, M.TAGS]
    scores = torch.stack([out[b, ps].mean() for b, ps, _ in batch.paras])
    y = torch.tensor([float(s[1]) for group in groups for s in group])
    return F.binary_cross_entropy_with_logits(scores, y)


def epoch_of_windows(docs, rng):
    wins = []
    for pars in docs:
        for run in data.windows(pars, rng):
            wins.append([((i), pars[i]) for i in run])
    rng.shuffle(wins)
    # Windows of like size together, in bunches, so that little is padded.
    out = []
    for i in range(0, len(wins), 64):
        out += sorted(wins[i : i + 64], key=lambda w: sum(len(p.ids) for _, p in w))
    return out


def stream(docs, batch, seed):
    epoch = 0
    while True:
        rng = random.Random(seed * 1000 + epoch)
        wins = epoch_of_windows(docs, rng)
        batches = [wins[i : i + batch] for i in range(0, len(wins), batch)]
        rng.shuffle(batches)
        for b in batches:
            yield b
        epoch += 1


def claim_stream(rows, seed):
    """Alternates groups of single sentences with sentences packed in a window."""
    epoch = 0
    while True:
        rng = random.Random(seed * 1000 + 500 + epoch)
        rows = list(rows)
        rng.shuffle(rows)
        i = 0
        while i < len(rows):
            part = rows[i : i + 16]
            i += 16
            if rng.random() < 0.6:
                yield [[s] for s in part]
            else:
                yield [part[j : j + 4] for j in range(0, len(part), 4)]
        epoch += 1


def save(path, **state):
    torch.save(state, path + ".new")
    os.replace(path + ".new", path)


def main():
    a = parse()
    os.makedirs(a.out, exist_ok=True)
    torch.manual_seed(a.seed)
    tok = Tokenizer.from_file(os.path.join(a.base, "tokenizer.json"))
    tok.no_padding(), tok.no_truncation()
    docs = list(data.polnear(a.shared, "train", tok).values())
    dev = data.polnear(a.shared, "dev", tok)
    rows = [r for r in data.claims(a.shared, tok) if not r[2]]
    held = [r for r in data.claims(a.shared, tok) if r[2] and r[3]]
    m = M.pretrained(a.base, a.layers)
    named = [(n, p) for n, p in m.named_parameters() if p.requires_grad]
    fresh = lambda n: n.startswith(("head", "trans", "start", "kinds"))
    opt = torch.optim.AdamW(
        [
            {"params": [p for n, p in named if not fresh(n) and p.ndim > 1], "lr": a.lr, "weight_decay": 0.01},
            {"params": [p for n, p in named if not fresh(n) and p.ndim == 1], "lr": a.lr, "weight_decay": 0.0},
            {"params": [p for n, p in named if fresh(n)], "lr": a.lr * 4, "weight_decay": 0.0},
        ]
    )
    warm = max(1, a.steps // 20)
    rate = lambda s: min((s + 1) / warm, max(0.0, (a.steps - s) / (a.steps - warm)))
    sched = torch.optim.lr_scheduler.LambdaLR(opt, rate)
    ema = {n: p.detach().clone() for n, p in named}
    step, ck = 0, os.path.join(a.out, "checkpoint.pt")
    if os.path.exists(ck):
        s = torch.load(ck)
        m.load_state_dict(s["model"]), opt.load_state_dict(s["opt"]), sched.load_state_dict(s["sched"])
        ema, step = s["ema"], s["step"]
    wins, groups = stream(docs, a.batch, a.seed), claim_stream(rows, a.seed)
    for _ in range(step):
        next(wins)
        if _ % 3 == 0:
            next(groups)
    log = open(os.path.join(a.out, "log.jsonl"), "a")
    print("documents", len(docs), "sentences", len(rows), "held", len(held), flush=True)
    t0, pieces, sums, n = time.time(), 0, [0.0, 0.0, 0.0], 0
    while step < a.steps:
        m.train()
        batch = Batch(next(wins))
        tags, links = attribution_loss(m, batch, a.bf16)
        loss = 4 * tags + 0.15 * links
        if step % 3 == 0 and not a.no_worth:
            worth = worth_loss(m, next(groups), a.bf16)
            loss = loss + 0.5 * worth
            sums[2] += worth.item() * 3
        opt.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for _, p in named], 1.0)
        opt.step(), sched.step()
        step += 1
        decay = min(0.998, step / (step + 20))
        with torch.no_grad():
            for name, p in named:
                ema[name].lerp_(p, 1 - decay)
        pieces += int(batch.mask.sum())
        sums[0] += tags.item()
        sums[1] += links.item()
        n += 1
        if step % 50 == 0:
            line = {"step": step, "tags": sums[0] / n, "links": sums[1] / n, "worth": sums[2] / n,
                    "pieces_per_s": round(pieces / (time.time() - t0))}
            log.write(json.dumps(line) + "\n"), log.flush()
            print(line, flush=True)
            t0, pieces, sums, n = time.time(), 0, [0.0, 0.0, 0.0], 0
        if step % a.save == 0 or step == a.steps:
            save(ck, model=m.state_dict(), opt=opt.state_dict(), sched=sched.state_dict(), ema=ema, step=step)
        if step % a.evaluate == 0 or step == a.steps:
            import evaluate

            kept = {n: p.detach().clone() for n, p in named}
            with torch.no_grad():
                for n_, p in named:
                    p.copy_(ema[n_])
            res = evaluate.evaluate(m, dev, held)
            torch.save(m.state_dict(), os.path.join(a.out, "averaged.pt"))
            with torch.no_grad():
                for n_, p in named:
                    p.copy_(kept[n_])
            log.write(json.dumps({"step": step, **res}) + "\n"), log.flush()
            print(step, res, flush=True)
            t0, pieces = time.time(), 0
        if a.limit_steps and step >= a.limit_steps:
            break


if __name__ == "__main__":
    main()
