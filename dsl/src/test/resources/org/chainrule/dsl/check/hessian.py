# The values of hessian.txt: PyTorch's Hessian of a 2-3-2 network with GELU and cross-entropy.
import math
import torch

torch.set_default_dtype(torch.float64)
theta = torch.tensor([math.sin(1 + i) for i in range(17)])
x = torch.tensor([[0.5, -1.0], [2.0, 0.25], [-1.5, 0.75]])
y = torch.tensor([1, 0, 1])


def loss(t):
    hidden = torch.nn.functional.gelu(x @ t[0:6].view(3, 2).t() + t[6:9])
    logits = hidden @ t[9:15].view(2, 3).t() + t[15:17]
    return torch.nn.functional.cross_entropy(logits, y)


for row in torch.autograd.functional.hessian(loss, theta).tolist():
    print(" ".join(repr(v) for v in row))
