"""The encoder: MiniLM-L6 with a learned vector for the shape of each word, and one linear head.

Out per piece: 7 tag scores, 1 check-worthiness score, then four vectors of LINK numbers (cue→source query and key,
content→cue query and key).
"""

import json
import os

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

LINK = 48
TAGS = 7
KINDS = 8


class Layer(nn.Module):
    def __init__(self, d, heads, ff, drop):
        super().__init__()
        self.heads, self.drop = heads, drop
        self.q, self.k, self.v, self.o = (nn.Linear(d, d) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(d, eps=1e-12), nn.LayerNorm(d, eps=1e-12)
        self.up, self.down = nn.Linear(d, ff), nn.Linear(ff, d)
        self.qkv = None

    def fuse(self):
        """Makes one product of three, for export: the input is then quantised once."""
        parts = (self.q, self.k, self.v)
        d = self.q.in_features
        self.qkv = nn.Linear(d, 3 * d)
        self.qkv.weight = nn.Parameter(torch.cat([p.weight for p in parts]).detach())
        self.qkv.bias = nn.Parameter(torch.cat([p.bias for p in parts]).detach())

    def dropped(self, x):
        """Drops the same numbers of every piece of a window: chance numbers are dear on a CPU."""
        if not self.training:
            return x
        keep = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.drop) / (1 - self.drop)
        return x * keep

    def forward(self, x, mask):
        b, t, d = x.shape
        split = lambda y: y.reshape(b, t, self.heads, d // self.heads).transpose(1, 2)
        q, k, v = (split(y) for y in (self.qkv(x).chunk(3, -1) if self.qkv else (self.q(x), self.k(x), self.v(x))))
        if torch.onnx.is_in_onnx_export():
            a = torch.softmax(q @ k.transpose(-1, -2) * (d // self.heads) ** -0.5, dim=-1) @ v
        else:
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        a = a.transpose(1, 2).reshape(b, t, d)
        x = self.n1(x + self.dropped(self.o(a)))
        y = self.down(F.gelu(self.up(x)))
        return self.n2(x + self.dropped(y))


class Encoder(nn.Module):
    def __init__(self, vocab=30522, d=384, heads=12, ff=1536, layers=6, drop=0.1):
        super().__init__()
        self.words = nn.Embedding(vocab, d)
        self.places = nn.Embedding(512, d)
        self.kinds = nn.Embedding(KINDS, d)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.layers = nn.ModuleList(Layer(d, heads, ff, drop) for _ in range(layers))
        self.head = nn.Linear(d, TAGS + 1 + 4 * LINK)
        self.trans = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.start = nn.Parameter(torch.zeros(TAGS))
        self.drop = drop
        self.words.weight.requires_grad = False

    def forward(self, ids, kinds, mask=None):
        t = ids.shape[1]
        place = torch.arange(t, device=ids.device)
        x = self.norm(self.words(ids) + self.places(place)[None] + self.kinds(kinds))
        for layer in self.layers:
            x = layer(x, mask)
        return self.head(x)


def pretrained(folder, layers=6):
    w = load_file(os.path.join(folder, "model.safetensors"))
    w = {k.removeprefix("bert."): v for k, v in w.items()}
    m = Encoder(layers=layers)
    s = m.state_dict()
    s["words.weight"] = w["embeddings.word_embeddings.weight"]
    s["places.weight"] = w["embeddings.position_embeddings.weight"]
    s["kinds.weight"] = w["embeddings.token_type_embeddings.weight"][:1].repeat(KINDS, 1)
    s["norm.weight"], s["norm.bias"] = w["embeddings.LayerNorm.weight"], w["embeddings.LayerNorm.bias"]
    for i in range(layers):
        p, q = f"layers.{i}.", f"encoder.layer.{i}."
        names = {
            "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
            "o": "attention.output.dense", "n1": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "n2": "output.LayerNorm",
        }
        for a, b in names.items():
            for part in ("weight", "bias"):
                s[f"{p}{a}.{part}"] = w[f"{q}{b}.{part}"]
    m.load_state_dict(s)
    nn.init.normal_(m.head.weight, std=0.02)
    nn.init.zeros_(m.head.bias)
    return m


def crf_nll(em, tags, mask, trans, start):
    """Negative log likelihood of a linear chain, summed; em [n, t, 7], mask is true on words and left-aligned."""
    n, t, k = em.shape
    score = start[tags[:, 0]] + em[:, 0].gather(1, tags[:, :1]).squeeze(1)
    if t > 1:
        step = em[:, 1:].gather(2, tags[:, 1:, None]).squeeze(2) + trans[tags[:, :-1], tags[:, 1:]]
        score = score + (step * mask[:, 1:]).sum(1)
    alpha = start + em[:, 0]
    for i in range(1, t):
        nxt = torch.logsumexp(alpha[:, :, None] + trans[None], dim=1) + em[:, i]
        alpha = torch.where(mask[:, i, None], nxt, alpha)
    return (torch.logsumexp(alpha, dim=1) - score).sum()
