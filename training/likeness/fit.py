#!/usr/bin/env python3
"""Fits the likeness of two wordings: fit.py SHARED BINARY, where BINARY is the example `likeness` of onrecord-compare.

Prints F1 in ten folds (threshold chosen on the other nine) and the weights fitted on all pairs of the training part of MRPC, shifted so that
0 stands at the threshold, to be put into crates/onrecord-compare/src/likeness.rs. Needs numpy; no randomness but the fixed folds.
"""
import json, subprocess, sys
import numpy as np

shared, binary = sys.argv[1], sys.argv[2]
out = subprocess.run([binary, shared + '/data/mrpc/data.jsonl.gz'], capture_output=True, text=True, check=True).stdout
rows = [json.loads(l) for l in out.splitlines()]
X = np.array([r['signs'] for r in rows])
y = np.array([r['label'] for r in rows], float)

def f1(y, said):
    return 2 * (y * said).sum() / (y.sum() + said.sum())

def fit(X, y, penalty=10.0):
    """Newton's method on the penalised likelihood of standardised signs."""
    mean, spread = X.mean(0), X.std(0) + 1e-9
    Z = np.hstack([(X - mean) / spread, np.ones((len(X), 1))])
    w = np.zeros(Z.shape[1])
    ridge = np.eye(len(w)) * penalty
    ridge[-1, -1] = 0
    for _ in range(30):
        p = 1 / (1 + np.exp(-Z @ w))
        w += np.linalg.solve((Z * (p * (1 - p))[:, None]).T @ Z + ridge, Z.T @ (y - p) - ridge @ w)
    weights = w[:-1] / spread
    return weights, w[-1] - weights @ mean

def threshold(y, z):
    return max(np.arange(-1.2, .8, .02), key=lambda t: f1(y, z >= t))

fold = np.random.RandomState(1).randint(0, 10, len(y))
said = np.zeros(len(y))
for k in range(10):
    rest = fold != k
    w, c = fit(X[rest], y[rest])
    t = threshold(y[rest], X[rest] @ w + c)
    said[~rest] = X[~rest] @ w + c >= t
print('ten folds F1', round(f1(y, said), 4))
w, c = fit(X, y)
t = threshold(y, X @ w + c)
print('on all', round(f1(y, X @ w + c >= t), 4), 'threshold', round(float(t), 2))
print([round(float(v), 4) for v in w] + [round(float(c - t), 4)])
