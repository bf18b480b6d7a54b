#!/usr/bin/env python3
"""Fits the ranking of earlier fact-checks: fit.py SHARED BINARY, where BINARY is the example `known` of onrecord-compare.

Prints MAP@5 of BM25 alone, of the ranking in five folds, and the weights fitted on everything, to be put into
crates/onrecord-compare/src/known/rank.rs. Needs numpy; no randomness but the fixed folds.
"""
import gzip, json, subprocess, sys, tempfile
import numpy as np

shared, binary = sys.argv[1], sys.argv[2]
lines = lambda path: [json.loads(l) for l in (gzip.open(path, 'rt') if path.endswith('.gz') else open(path))]

def sets():
    claims = lines(shared + '/data/checkthat22_2a/vclaims.jsonl.gz')
    queries = lines(shared + '/data/checkthat22_2a/queries.jsonl.gz')
    yield '2a', [dict(id=c['id'], claim=c['claim'], title=c['title'], speaker=c.get('subtitle') or '') for c in claims], \
        [(q['id'], q['text'], set(q['vclaim_ids'])) for q in queries]
    claims = lines(shared + '/data/politifact/data.jsonl.gz')
    queries = lines(shared + '/data/checkthat22_2b/queries.jsonl')
    known = {c['id'] for c in claims}
    yield '2b', [dict(id=c['id'], claim=c['claim'], title=c.get('title') or '', speaker=c.get('speaker') or '') for c in claims], \
        [(q['id'], q['text'], set(q['politifact_ids'])) for q in queries if known & set(q.get('politifact_ids') or [])]

def ap5(ranked, gold):
    hits = total = 0
    for n, one in enumerate(ranked[:5], 1):
        if one in gold:
            hits += 1
            total += hits / n
    return total / min(len(gold), 5)

def fit(X, Y, rows, rounds=300):
    w = np.zeros(X[0].shape[1]); w[0] = 1
    for _ in range(rounds):
        g = np.zeros_like(w)
        for j in rows:
            z = X[j] @ w
            p = np.exp(z - z.max())
            g += X[j].T @ (Y[j] / Y[j].sum() - p / p.sum())
        w += .5 * (g / len(rows) - .002 * w)
    return w

everything = []
for name, findings, queries in sets():
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl') as f, tempfile.NamedTemporaryFile('w', suffix='.jsonl') as q:
        f.write('\n'.join(map(json.dumps, findings))); f.flush()
        q.write('\n'.join(json.dumps(dict(id=i, text=t)) for i, t, _ in queries)); q.flush()
        out = subprocess.run([binary, f.name, q.name, 'signs'], capture_output=True, text=True, check=True).stdout
    for line, (_, _, gold) in zip(out.splitlines(), queries):
        row = json.loads(line)['signs']
        if row:
            everything.append((name, [r['id'] for r in row], np.array([r['signs'] for r in row]), gold))
mean = np.vstack([e[2] for e in everything]).mean(0)
spread = np.vstack([e[2] for e in everything]).std(0) + 1e-9
X = [(e[2] - mean) / spread for e in everything]
Y = [np.array([i in e[3] for i in e[1]], float) for e in everything]
fold = np.random.RandomState(0).randint(0, 5, len(X))
scores = np.zeros(len(X))
for k in range(5):
    w = fit(X, Y, [j for j in range(len(X)) if fold[j] != k and Y[j].sum()])
    for j in np.where(fold == k)[0]:
        order = np.argsort(-(X[j] @ w), kind='stable')
        scores[j] = ap5([everything[j][1][i] for i in order], everything[j][3])
for name in ('2a', '2b'):
    at = [j for j in range(len(X)) if everything[j][0] == name]
    print(name, len(at), 'BM25', round(np.mean([ap5(everything[j][1], everything[j][3]) for j in at]), 4), 'ranked, five folds', round(scores[at].mean(), 4))
w = fit(X, Y, [j for j in range(len(X)) if Y[j].sum()]) / spread
print([round(float(v), 4) for v in w])
