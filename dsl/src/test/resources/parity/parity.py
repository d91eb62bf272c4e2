"""Reference values from PyTorch, as JSON for the tests beside this file.

A family is a script that imports this module, names its cases and saves them:

    python3 dsl/src/test/resources/parity/activations.py

Each case is computed twice, in 64 and in 32 bits, from the same inputs, which are exact in 32
bits: the first is what must come out, the second says how far PyTorch's own 32 bits are from it.
It needs PyTorch alone. (Written for PyTorch 1.13, without NumPy.)
"""
import json
import os
import sys

import torch

torch.set_num_threads(1)


class Family:
    """The cases of one file of reference values."""

    def __init__(self, name, seed=0):
        self.name = name
        self.cases = []
        self.random = torch.Generator().manual_seed(seed)

    def normal(self, *sizes, scale=1.0):
        """Normal numbers."""
        return torch.randn(*sizes, generator=self.random) * scale

    def uniform(self, low, high, *sizes):
        """Uniform numbers."""
        return torch.rand(*sizes, generator=self.random) * (high - low) + low

    def whole(self, bound, *sizes):
        """Whole numbers from 0 to bound - 1."""
        return torch.randint(0, bound, sizes, generator=self.random)

    def case(self, name, compute, constant=(), **inputs):
        """Adds a case.

        compute takes the inputs as a dictionary of tensors, and gives y, or several tensors by
        name. Gradients are added for all real inputs but the constant ones, of the sum of y times
        dy, where dy is drawn and becomes one more input (d and the name of the output); a single
        number has dy = 1. A parameter's path is a name like any other: **{"dense.weight": w}.
        """
        given = dict(inputs)
        expected = {}
        for key, dtype in (("double", torch.float64), ("float", torch.float32)):
            cast = {
                k: v.to(dtype) if v.is_floating_point() else v for k, v in given.items()
            }
            leaves = {
                k: v.clone().requires_grad_()
                if v.is_floating_point() and k not in constant and k in inputs
                else v
                for k, v in cast.items()
            }
            result = compute({k: leaves[k] for k in inputs})
            outputs = result if isinstance(result, dict) else {"y": result}
            total = 0
            for k, y in outputs.items():
                if not y.requires_grad:
                    continue
                if y.dim() == 0:
                    total = total + y
                else:
                    if "d" + k not in given:
                        given["d" + k] = self.normal(*y.shape)
                    total = total + (y * given["d" + k].to(dtype)).sum()
            values = {k: encode(y, key) for k, y in outputs.items()}
            if torch.is_tensor(total):
                wrt = {k: v for k, v in leaves.items() if v.requires_grad}
                found = torch.autograd.grad(total, list(wrt.values()), allow_unused=True)
                for (k, x), dx in zip(wrt.items(), found):
                    values["d" + k] = encode(torch.zeros_like(x) if dx is None else dx, key)
            expected[key] = values
        self.add(name, given, expected)

    def add(self, name, inputs, expected):
        """Adds a case whose values were encoded by the caller."""
        self.cases.append(
            {
                "name": name,
                "inputs": {
                    k: encode(v, "float" if v.is_floating_point() else "whole")
                    for k, v in inputs.items()
                },
                **expected,
            }
        )

    def save(self):
        """Writes the file beside the script."""
        path = os.path.join(os.path.dirname(os.path.abspath(sys.argv[0])), self.name + ".json")
        with open(path + ".tmp", "w") as out:
            out.write('{"torch": "%s", "cases": [\n' % torch.__version__)
            out.write(",\n".join(json.dumps(case) for case in self.cases))
            out.write("\n]}\n")
        os.replace(path + ".tmp", path)
        print(path, len(self.cases), "cases")


def encode(tensor, kind):
    """A tensor as JSON: its sizes and its values, last axis fastest."""
    flat = tensor.detach().reshape(-1).tolist()
    return {
        "sizes": list(tensor.shape),
        "whole": kind == "whole",
        "values": [number(x, kind) for x in flat],
    }


def number(x, kind):
    if kind == "whole":
        return int(x)
    if x != x or x in (float("inf"), float("-inf")):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[repr(x)]
    return float("%.9g" % x) if kind == "float" else x
