"""Makes batch_norm.json: PyTorch's batch normalization with each option, in 64 bits.

For each case: three training steps on changing batches, each with the output y, the gradients of
sum(c * y) by x, weight and bias, and the running statistics after it; then the output and the
gradient by x of one more batch in evaluation. And a small network with batch normalization, trained
by gradient descent with momentum: the loss of each step, and after it the loss in evaluation and
the running statistics.

Made with Debian's python3-torch (PyTorch 1.13): /usr/bin/python3 batch_norm.py > batch_norm.json
"""

import json
import math

import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
CASES = {
    "default": ((4, 3), {}),
    "momentum 0.3": ((4, 3), {"momentum": 0.3}),
    "cumulative": ((4, 3), {"momentum": None}),
    "epsilon 0.1": ((4, 3), {"eps": 0.1}),
    "not affine": ((5, 2), {"affine": False}),
    "no running statistics": ((5, 2), {"track_running_stats": False}),
    "one channel": ((7, 1), {}),
    "sequence": ((2, 5, 3), {}),
    "one sequence": ((1, 2, 3), {}),
    "image": ((2, 3, 2, 5), {}),
    "one image": ((1, 3, 2, 2), {}),
}


def wave(shape, start):
    count = math.prod(shape)
    values = [1.5 * math.sin(1.3 * i * i + start) + 0.5 * start for i in range(count)]
    return torch.tensor(values).reshape(shape)


def channels_second(x):
    return x.transpose(1, 2) if x.dim() == 3 else x


def apply(norm, x):
    y = channels_second(norm(channels_second(x)))
    c = torch.tensor([math.cos(0.7 * i) for i in range(y.numel())]).reshape(y.shape)
    (c * y).sum().backward()
    return y


def flat(tensor):
    return None if tensor is None else tensor.detach().flatten().tolist()


def case(shape, options):
    kind = {2: nn.BatchNorm1d, 3: nn.BatchNorm1d, 4: nn.BatchNorm2d}[len(shape)]
    channels = shape[1] if len(shape) == 4 else shape[-1]
    norm = kind(channels, **options)
    if norm.affine:
        norm.weight.data = wave((channels,), 0.4)
        norm.bias.data = wave((channels,), 0.9)
    steps = []
    for step in range(3):
        x = wave(shape, step).requires_grad_()
        norm.zero_grad()
        y = apply(norm, x)
        steps.append(
            {
                "y": flat(y),
                "dx": flat(x.grad),
                "dweight": flat(norm.weight.grad) if norm.affine else None,
                "dbias": flat(norm.bias.grad) if norm.affine else None,
                "running_mean": flat(norm.running_mean),
                "running_var": flat(norm.running_var),
            }
        )
    norm.eval()
    x = wave(shape, 3).requires_grad_()
    y = apply(norm, x)
    return {"steps": steps, "evaluation": {"y": flat(y), "dx": flat(x.grad)}}


def training():
    net = nn.Sequential(nn.Linear(3, 5), nn.BatchNorm1d(5), nn.Tanh(), nn.Linear(5, 2))
    for place, parameter in enumerate(net.parameters()):
        values = [0.8 * math.sin(1.7 * i + 0.9 * place) for i in range(parameter.numel())]
        parameter.data = torch.tensor(values).reshape(parameter.shape)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    y = torch.tensor([0, 1, 1, 0, 1, 0, 0])
    found = []
    for step in range(6):
        x = wave((7, 3), step)
        net.train()
        optimizer.zero_grad()
        loss = F.cross_entropy(net(x), y)
        loss.backward()
        optimizer.step()
        net.eval()
        found.append(
            {
                "loss": loss.item(),
                "evaluation": F.cross_entropy(net(x), y).item(),
                "running_mean": flat(net[1].running_mean),
                "running_var": flat(net[1].running_var),
            }
        )
    return found


cases = {name: case(shape, options) for name, (shape, options) in CASES.items()}
print(json.dumps({"cases": cases, "training": training()}))
