"""Optimizers over 100 steps with given gradients; see parity.py.

What PyTorch 1.13 lacks (Lion, Muon, the textbook's momentum) is written out here from its formulas.
"""
import math

import torch

from parity import Family, encode

STEPS = 100
SHAPES = {"w": (3, 4), "k": (2, 3, 2), "b": (3,)}


def gradient(place, t, shape):
    """The same numbers as in OptimizersParityTest; exact in 32 bits."""
    count = math.prod(shape)
    values = [((7 + 2 * place) * t + 13 * i + 5 * t * i + 3 * place) % 33 - 16 for i in range(count)]
    return torch.tensor([v / 32 for v in values]).reshape(shape)


def falling(t):
    """What a schedule makes of the rate."""
    return 1 / (1 + 0.0625 * t)


class Textbook:
    """v = γv + ηg, w = w - v; with Nesterov's, the gradients are those at w - γv."""

    def __init__(self, weights, lr, gamma, nesterov=False):
        self.param_groups = [{"params": weights, "lr": lr}]
        self.gamma, self.nesterov = gamma, nesterov
        self.v = [torch.zeros_like(w) for w in weights]
        self.w = [w.detach().clone() for w in weights]

    def step(self):
        for group in self.param_groups:
            for i, w in enumerate(group["params"]):
                self.v[i] = self.gamma * self.v[i] + group["lr"] * w.grad
                self.w[i] = self.w[i] - self.v[i]
                ahead = self.gamma * self.v[i] if self.nesterov else 0
                w.data.copy_(self.w[i] - ahead)


class Lion:
    def __init__(self, weights, lr, betas=(0.9, 0.99), weight_decay=0.0):
        self.param_groups = [{"params": weights, "lr": lr}]
        self.betas, self.decay = betas, weight_decay
        self.m = [torch.zeros_like(w) for w in weights]

    def step(self):
        for group in self.param_groups:
            for i, w in enumerate(group["params"]):
                c = self.betas[0] * self.m[i] + (1 - self.betas[0]) * w.grad
                w.data.copy_((1 - group["lr"] * self.decay) * w - group["lr"] * torch.sign(c))
                self.m[i] = self.betas[1] * self.m[i] + (1 - self.betas[1]) * w.grad


class Muon:
    def __init__(self, weights, lr, momentum=0.95, nesterov=True, steps=5, weight_decay=0.0):
        self.matrices = [w for w in weights if w.dim() > 1]
        self.lr, self.mu, self.nesterov = lr, momentum, nesterov
        self.steps, self.decay = steps, weight_decay
        self.b = [torch.zeros_like(w) for w in self.matrices]
        rest = [w for w in weights if w.dim() < 2]
        self.rest = torch.optim.AdamW(rest, 3e-4, betas=(0.9, 0.95), eps=1e-10, weight_decay=0)
        self.param_groups = []

    def step(self):
        self.rest.step()
        for i, w in enumerate(self.matrices):
            self.b[i] = self.mu * self.b[i] + w.grad
            u = w.grad + self.mu * self.b[i] if self.nesterov else self.b[i]
            x = u.reshape(len(u), -1)
            rows, columns = x.shape
            x = x / (torch.linalg.norm(x) + 1e-7)
            for _ in range(self.steps):
                gram = x.T @ x if rows > columns else x @ x.T
                p = -4.7750 * gram + 2.0315 * gram @ gram
                x = 3.4445 * x + (x @ p if rows > columns else p @ x)
            scale = max(1, rows / columns) ** 0.5
            w.data.copy_((1 - self.lr * self.decay) * w - self.lr * scale * x.reshape(w.shape))


family = Family("optimizers")
first = {name: (torch.arange(math.prod(s)).reshape(s) * 3 % 8 - 3.5) / 8 for name, s in SHAPES.items()}


def case(name, make, schedule=None, clip=None):
    expected = {}
    for key, dtype in (("double", torch.float64), ("float", torch.float32)):
        torch.set_default_dtype(dtype)  # NAdam keeps a product in the default type
        weights = {k: v.to(dtype).clone().requires_grad_() for k, v in first.items()}
        optimizer = make(list(weights.values()))
        rates = [group["lr"] for group in optimizer.param_groups]
        values = {}
        for t in range(1, STEPS + 1):
            for place, w in enumerate(weights.values()):
                w.grad = gradient(place, t, w.shape).to(dtype)
            if clip:
                clip(weights.values())
            if schedule:
                for group, rate in zip(optimizer.param_groups, rates):
                    group["lr"] = rate * schedule(t)
            optimizer.step()
            if t in (2, STEPS):
                values.update({"%s after %d" % (k, t): encode(w, key) for k, w in weights.items()})
        expected[key] = values
    torch.set_default_dtype(torch.float32)
    family.add(name, first, expected)


o = torch.optim
case("sgd", lambda w: o.SGD(w, 0.1))
case("sgd decays", lambda w: o.SGD(w, 0.1, weight_decay=0.05))
case("sgd momentum", lambda w: o.SGD(w, 0.1, momentum=0.9))
case("sgd dampened", lambda w: o.SGD(w, 0.1, momentum=0.9, dampening=0.3, weight_decay=0.05))
case("sgd nesterov", lambda w: o.SGD(w, 0.1, momentum=0.8, nesterov=True, weight_decay=0.05))
case("sgd with a rate that falls", lambda w: o.SGD(w, 0.1, momentum=0.9), falling)
case("momentum", lambda w: o.SGD(w, 0.1, momentum=0.9))
case("momentum decays", lambda w: o.SGD(w, 0.1, momentum=0.8, weight_decay=0.05))
case("momentum with a rate that falls", lambda w: Textbook(w, 0.1, 0.9), falling)
case("momentum nesterov", lambda w: Textbook(w, 0.1, 0.9, True), falling)
case("adam", lambda w: o.Adam(w, 0.01))
case("adam options", lambda w: o.Adam(w, 0.02, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1))
case("adam amsgrad", lambda w: o.Adam(w, 0.02, betas=(0.9, 0.9), weight_decay=0.07, amsgrad=True))
case("adamW", lambda w: o.AdamW(w, 0.01))
case("adamW options", lambda w: o.AdamW(w, 0.02, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1))
case("adamW amsgrad", lambda w: o.AdamW(w, 0.02, betas=(0.9, 0.9), amsgrad=True))
case("rmsProp", lambda w: o.RMSprop(w, 0.01))
case("rmsProp options", lambda w: o.RMSprop(w, 0.02, alpha=0.9, eps=1e-4, weight_decay=0.1))
case("rmsProp momentum", lambda w: o.RMSprop(w, 0.01, momentum=0.8))
case("rmsProp centered", lambda w: o.RMSprop(w, 0.01, centered=True))
case("rmsProp both", lambda w: o.RMSprop(w, 0.01, alpha=0.9, momentum=0.8, centered=True))
case("adagrad", lambda w: o.Adagrad(w, 0.1))
case(
    "adagrad options",
    lambda w: o.Adagrad(
        w, 0.1, lr_decay=0.01, weight_decay=0.1, initial_accumulator_value=0.1, eps=1e-4
    ),
)
case("adadelta", lambda w: o.Adadelta(w, 1.0))
case("adadelta options", lambda w: o.Adadelta(w, 0.5, rho=0.8, eps=1e-3, weight_decay=0.1))
case("adamax", lambda w: o.Adamax(w, 0.01))
case("adamax options", lambda w: o.Adamax(w, 0.02, betas=(0.8, 0.9), eps=1e-3, weight_decay=0.1))
case("nAdam", lambda w: o.NAdam(w, 0.01, foreach=True))
case(
    "nAdam options",
    lambda w: o.NAdam(
        w, 0.02, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1, momentum_decay=0.1, foreach=True
    ),
)
case("rAdam", lambda w: o.RAdam(w, 0.01))
case("rAdam options", lambda w: o.RAdam(w, 0.02, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1))
case("rAdam of a short memory", lambda w: o.RAdam(w, 0.02, betas=(0.8, 0.6)))
case("lion", lambda w: Lion(w, 0.01))
case("lion options", lambda w: Lion(w, 0.01, betas=(0.8, 0.95), weight_decay=0.1))
case("muon", lambda w: Muon(w, 0.02))
case(
    "muon options",
    lambda w: Muon(w, 0.02, momentum=0.8, nesterov=False, steps=3, weight_decay=0.1),
)
case(
    "groups",
    lambda w: o.AdamW(
        [
            {"params": w[:1], "weight_decay": 0.1, "lr": 0.02},
            {"params": w[1:2], "weight_decay": 0.3, "lr": 0.02},
            {"params": w[2:], "weight_decay": 0, "lr": 0.005},
        ]
    ),
    falling,
)
case("clipped by norm", lambda w: o.SGD(w, 0.1), clip=lambda w: torch.nn.utils.clip_grad_norm_(w, 0.5))
case(
    "clipped by value", lambda w: o.AdamW(w, 0.01), clip=lambda w: torch.nn.utils.clip_grad_value_(w, 0.2)
)


def both(weights):
    weights = list(weights)
    torch.nn.utils.clip_grad_value_(weights, 0.2)
    torch.nn.utils.clip_grad_norm_(weights, 0.5)


case("clipped by both", lambda w: o.SGD(w, 0.1), clip=both)
family.save()
