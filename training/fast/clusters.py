"""Groups the words of the encoder's vocabulary by their vectors: 255 groups, which serve the fast tagger as word classes.

usage: clusters.py MODEL_FOLDER OUT     OUT: one byte a line of vocab.txt, 0 for what is no whole word.

Spherical k-means (Dhillon and Modha 2001), fixed seed and number of rounds, on the packaged vectors as they are: nothing of
our own training goes in.
"""

import os
import sys

import torch
from safetensors.torch import load_file

GROUPS, ROUNDS = 255, 40

folder, out = sys.argv[1:]
torch.manual_seed(17)
torch.set_num_threads(1)
words = open(os.path.join(folder, "vocab.txt"), encoding="utf-8").read().splitlines()
weights = load_file(os.path.join(folder, "model.safetensors"))
vectors = next(v for k, v in weights.items() if k.endswith("word_embeddings.weight"))
whole = [i for i, w in enumerate(words) if w.isalpha() and not w.startswith("##") and w.isascii()]
x = vectors[whole] - vectors[whole].mean(0)
x = torch.nn.functional.normalize(x)
centres = x[torch.randperm(len(x))[:GROUPS]]
for _ in range(ROUNDS):
    near = (x @ centres.T).argmax(1)
    sums = torch.zeros_like(centres).index_add_(0, near, x)
    centres = torch.where(sums.norm(dim=1, keepdim=True) > 0, torch.nn.functional.normalize(sums), centres)
groups = bytearray(len(words))
for i, g in zip(whole, near.tolist()):
    groups[i] = g + 1
open(out, "wb").write(groups)
