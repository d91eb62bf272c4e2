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
family.save()
