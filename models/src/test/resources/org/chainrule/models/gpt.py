"""Makes gpt.json: a small GPT in plain PyTorch operations, in 64 bits.

Written after nanoGPT's model.py. It holds the gradient of every parameter on one batch, and the
losses and gradient norms of a training run with clipping and AdamW that decays matrices only.

Made with Debian's python3-torch (PyTorch 1.13): /usr/bin/python3 gpt.py > gpt.json
"""

import json
import math
import re

import torch
from torch.nn import functional as F

VOCABULARY, CONTEXT, LAYERS, HEADS, WIDTH = 7, 6, 2, 2, 4
ROWS, TIME, STEPS = 3, 5, 30


def shapes(bias):
    found = {"embed.weight": (VOCABULARY, WIDTH), "positions.weight": (CONTEXT, WIDTH)}

    def add(path, *shape):
        found[path + ".weight"] = shape
        if bias:
            found[path + ".bias"] = shape[:1]

    for i in range(LAYERS):
        block = f"block[{i}]."
        add(block + "layerNorm", WIDTH)
        add(block + "causalAttention.qkv", 3 * WIDTH, WIDTH)
        add(block + "causalAttention.out", WIDTH, WIDTH)
        add(block + "layerNorm2", WIDTH)
        add(block + "dense", 4 * WIDTH, WIDTH)
        add(block + "dense2", WIDTH, 4 * WIDTH)
    add("layerNorm", WIDTH)
    return found


def wave(place, shape):
    """The same numbers as in GptReference.java."""
    count = math.prod(shape)
    numbers = [0.8 * math.sin(1.7 * i + 0.9 * place) for i in range(count)]
    return torch.tensor(numbers, dtype=torch.float64).reshape(shape)


def network(p, tokens):
    def norm(x, path):
        return F.layer_norm(x, (WIDTH,), p[path + ".weight"], p.get(path + ".bias"), 1e-5)

    def dense(x, path):
        return F.linear(x, p[path + ".weight"], p.get(path + ".bias"))

    def heads(x):
        return x.view(ROWS, TIME, HEADS, WIDTH // HEADS).transpose(1, 2)

    x = p["embed.weight"][tokens] + p["positions.weight"][:TIME]
    mask = torch.tril(torch.ones(TIME, TIME)) == 0
    for i in range(LAYERS):
        block = f"block[{i}]."
        q, k, v = dense(norm(x, block + "layerNorm"), block + "causalAttention.qkv").split(WIDTH, 2)
        scores = heads(q) @ heads(k).transpose(-2, -1) / math.sqrt(WIDTH // HEADS)
        weights = scores.masked_fill(mask, float("-inf")).softmax(-1)
        y = (weights @ heads(v)).transpose(1, 2).reshape(ROWS, TIME, WIDTH)
        x = x + dense(y, block + "causalAttention.out")
        h = F.gelu(dense(norm(x, block + "layerNorm2"), block + "dense"))
        x = x + dense(h, block + "dense2")
    return norm(x, "layerNorm") @ p["embed.weight"].T


def loss_of(p):
    tokens = torch.tensor([[3 * t * t + 2 * r for t in range(TIME + 1)] for r in range(ROWS)])
    tokens = tokens % VOCABULARY
    logits = network(p, tokens[:, :-1])
    return F.cross_entropy(logits.flatten(0, 1), tokens[:, 1:].flatten())


def run(bias):
    p = {path: wave(i, s).requires_grad_() for i, (path, s) in enumerate(shapes(bias).items())}
    loss_of(p).backward()
    gradients = {path: w.grad.flatten().tolist() for path, w in p.items()}
    groups = [
        {"params": [w for w in p.values() if w.dim() >= 2], "weight_decay": 0.1},
        {"params": [w for w in p.values() if w.dim() < 2], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=0.01, betas=(0.9, 0.99))
    losses = []
    norms = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of(p)
        loss.backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_(p.values(), 0.3)))
        optimizer.step()
        losses.append(loss.item())
    return {"gradients": gradients, "losses": losses, "norms": norms}


def main():
    cases = {"with biases": run(True), "without biases": run(False)}
    print(re.sub(r",\n\s+(?=[-\d])", ", ", json.dumps(cases, indent=1)))  # a list is a line


main()
