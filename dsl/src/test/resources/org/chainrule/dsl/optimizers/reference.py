"""Makes reference.json: what PyTorch's own optimizers do in 100 steps on a small network, in 64 bits.

Made with Debian's python3-torch (PyTorch 1.13): /usr/bin/python3 reference.py > reference.json
"""

import json
import math
import re

import torch

STEPS = 100
SHAPES = {
    "dense.weight": (4, 3),
    "dense.bias": (4,),
    "logits.weight": (3, 4),
    "logits.bias": (3,),
}


def wave(place, *shape):
    """The same numbers as in ReferenceNet.java."""
    count = math.prod(shape)
    numbers = [0.5 * math.sin(1.7 * i + place) for i in range(count)]
    return torch.tensor(numbers, dtype=torch.float64).reshape(shape)


def by_rank(weights, decay):
    matrices = [w for w in weights if w.dim() >= 2]
    others = [w for w in weights if w.dim() < 2]
    return [{"params": matrices, "weight_decay": decay}, {"params": others, "weight_decay": 0}]


def run(make, clip=None):
    weights = [wave(i, *shape).requires_grad_() for i, shape in enumerate(SHAPES.values())]
    optimizer = make(weights)
    x = wave(10, 5, 3) * 4
    y = torch.tensor([0, 1, 2, 1, 0])
    losses = []
    norms = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        w1, b1, w2, b2 = weights
        h = torch.nn.functional.gelu(x @ w1.T + b1)
        loss = torch.nn.functional.cross_entropy(h @ w2.T + b2, y)
        loss.backward()
        norms.append(float(torch.nn.utils.clip_grad_norm_(weights, clip or float("inf"))))
        optimizer.step()
        losses.append(loss.item())
    return {
        "losses": losses[::10],
        "norms": norms[::10],
        "weights": {name: w.flatten().tolist() for name, w in zip(SHAPES, weights)},
    }


def main():
    adamw = torch.optim.AdamW
    sgd = torch.optim.SGD
    cases = {
        "adamW": run(lambda w: adamw(w, 0.01)),
        "adamW decays matrices": run(
            lambda w: adamw(by_rank(w, 0.1), 0.02, betas=(0.9, 0.95), eps=1e-6)
        ),
        "adamW clipped": run(lambda w: adamw(w, 0.01, weight_decay=0), clip=0.05),
        "sgd": run(lambda w: sgd(w, 0.1)),
        "sgd clipped": run(lambda w: sgd(w, 0.1), clip=0.05),
        "sgd decays": run(lambda w: sgd(w, 0.1, weight_decay=0.05)),
        "sgd momentum": run(lambda w: sgd(w, 0.05, momentum=0.9)),
        "sgd momentum decays matrices": run(
            lambda w: sgd(by_rank(w, 0.05), 0.05, momentum=0.8)
        ),
        "sgd nesterov": run(lambda w: sgd(w, 0.05, momentum=0.9, nesterov=True, weight_decay=0.01)),
    }
    print(re.sub(r",\n\s+(?=[-\d])", ", ", json.dumps(cases, indent=1)))  # a list is a line


main()
