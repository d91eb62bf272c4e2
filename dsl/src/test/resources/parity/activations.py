"""Activations; see parity.py."""
import torch
import torch.nn.functional as F

from parity import Family

family = Family("activations")
x = torch.cat([family.normal(3, 5, scale=2), torch.tensor([[0.0, -30.0, 30.0, 1e-4, -1e-4]])])
family.case("relu", lambda i: F.relu(i["x"]), x=x)
family.case("gelu", lambda i: F.gelu(i["x"]), x=x)
family.case("sigmoid", lambda i: torch.sigmoid(i["x"]), x=x)
family.case("tanh", lambda i: torch.tanh(i["x"]), x=x)
family.case("softmax", lambda i: F.softmax(i["x"], -1), x=x)
family.case("logSoftmax", lambda i: F.log_softmax(i["x"], -1), x=x)
family.case("softmaxAxis", lambda i: F.softmax(i["x"], 0), x=x)
family.case("logSoftmaxAxis", lambda i: F.log_softmax(i["x"], 0), x=x)
family.case("logSumExp", lambda i: torch.logsumexp(i["x"], -1), x=x)
family.case("logSumExpAll", lambda i: torch.logsumexp(i["x"], (0, 1), keepdim=True), x=x)

# the kinks of every function below, and numbers at which a careless formula overflows
kinks = torch.tensor([[0.0, -0.0, 1.0, -1.0, 3.0, -3.0, 6.0, 20.0, -20.0]])
small = torch.cat([family.normal(3, 9, scale=2), kinks])
huge = torch.tensor([-1e4, -800.0, -104.0, -88.8, -1e-40, 0.0, 1e-40, 1e-3, 88.8, 104.0, 800.0, 1e4])
low = torch.tensor([-1e4, -800.0, -104.0, -88.8, -30.0, -17.0])  # where values or slopes vanish
elementwise = {
    "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
    "sigmoid": torch.sigmoid,
    "leakyRelu": F.leaky_relu,
    "leakyReluSlope": lambda x: F.leaky_relu(x, 0.2),
    "softplus": F.softplus,
    "softplusBeta": lambda x: F.softplus(x, 2.5, 7),
    "logSigmoid": F.logsigmoid,
    "silu": F.silu,
    "elu": F.elu,
    "eluAlpha": lambda x: F.elu(x, 0.3),
    "celu": F.celu,
    "celuAlpha": lambda x: F.celu(x, 2.5),
    "selu": F.selu,
    "mish": F.mish,
    "hardTanh": F.hardtanh,
    "hardTanhBounds": lambda x: F.hardtanh(x, -0.5, 3.0),
    "relu6": F.relu6,
    "hardSigmoid": lambda x: F.relu6(x + 3) / 6,  # PyTorch's own divides by 6 in 32 bits
    "hardSwish": F.hardswish,
    "softsign": F.softsign,
}
for name, f in elementwise.items():
    if name == "hardSwish":  # PyTorch 1.13 and 2.7 differ at its kinks
        family.case(name, lambda i, f=f: f(i["x"]), x=small[:3])
    elif name not in ("gelu", "sigmoid"):
        family.case(name, lambda i, f=f: f(i["x"]), x=small)
    family.case(name + "Huge", lambda i, f=f: f(i["x"]), x=huge)
    family.case(name + "Low", lambda i, f=f: f(i["x"]), x=low)

# by formulas: PyTorch has no function for them
family.case("swish", lambda i: i["x"] * torch.sigmoid(1.5 * i["x"]), x=small)
family.case("geluSigmoid", lambda i: i["x"] * torch.sigmoid(1.702 * i["x"]), x=small)

halves = family.normal(3, 6, scale=2)
family.case("glu", lambda i: F.glu(i["x"]), x=halves)
family.case("gluAxis", lambda i: F.glu(i["x"], 0), x=halves[:2])
a = lambda i: i["x"].chunk(2, -1)
family.case("swiGlu", lambda i: a(i)[0] * F.silu(a(i)[1]), x=halves)
family.case("geGlu", lambda i: a(i)[0] * F.gelu(a(i)[1]), x=halves)
family.case("reGlu", lambda i: a(i)[0] * F.relu(a(i)[1]), x=halves)

slope = {"prelu.weight": torch.tensor([0.25])}
family.case("prelu", lambda i: F.prelu(i["x"], i["prelu.weight"]), x=small, **slope)
slopes = {"prelu.weight": torch.tensor([0.25, -0.5, 0.0])}
channels = family.normal(2, 3, 4)
family.case("preluChannels", lambda i: F.prelu(i["x"], i["prelu.weight"]), x=channels, **slopes)
family.save()
