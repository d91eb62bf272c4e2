"""What PyTorch gives for the calls in .github/FROM_PYTORCH.md, as JSON for the test beside this file.

    python3 notebooks/src/test/resources/org/chainrule/notebooks/from_pytorch.py

Each call on the left of a table is run in 64 bits, after the page's Python block; the last expression
is its value. The calls of a training run, behind the page's second Java block, are not run, nor are
those that an ellipsis shortens or that have nothing beside them. A network's value is how many parameters it has, a schedule's its
first rates. It needs PyTorch alone. (Written for PyTorch 1.13, without NumPy.)
"""
import ast
import json
import os
import re
import warnings

import torch
from torch import nn
from torch.optim import lr_scheduler

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, *[".."] * 7, ".github", "FROM_PYTORCH.md")
RATES = 30

# Calls that PyTorch 1.13 lacks, that need NumPy, or that name what is not declared.
LACKING = ("nn.RMSNorm", "F.scaled_dot_product_attention", "numpy(", "head.weight")

# Calls whose numbers are drawn, have a free sign, or mean something else on the other side.
FREE = re.compile(
    r"rand|empty|linalg\.(svd|eigh|eig|qr)\(|pca_|init\.|sample\(|nn\.Parameter|\)\(x\)$|abs\(\)\.sum|requires_grad_"
)


def value(code, context):
    """The value of the last expression; None where there is none."""
    names = {}
    exec(context, names)
    body = ast.parse(code).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), code, "exec"), names)
    if last is None:
        return None
    result = eval(compile(ast.Expression(last.value), code, "eval"), names)
    return rates(result, names["optimizer"]) if hasattr(result, "get_last_lr") else result


def rates(schedule, optimizer):
    """The first learning rates under a schedule."""
    found = []
    for _ in range(RATES):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return found


def encode(result):
    """As a list of arrays; None for what is not made of numbers."""
    if isinstance(result, nn.Module):
        result = sum(p.numel() for p in result.parameters())
    if isinstance(result, (list, tuple)) and all(torch.is_tensor(y) for y in result):
        return [array(y) for y in result]
    if torch.is_tensor(result) or isinstance(result, (bool, int, float, list, torch.Size)):
        return [array(torch.as_tensor(result))]
    return None


def array(tensor):
    flat = tensor.detach().reshape(-1).to(torch.float64)
    return {"sizes": list(tensor.shape), "values": flat.tolist()}


def main():
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    page = open(PAGE, encoding="utf-8").read()
    context = re.search(r"(?ms)^```python\n(.*?)^```", page).group(1)
    java = [found.start() for found in re.finditer(r"(?m)^```java", page)]
    calls = re.findall(r"(?m)^\| `(.*?)` \| `", page[: java[1]])
    found = {}
    for code in (call.replace(r"\|", "|") for call in calls):
        if "…" in code or any(lack in code for lack in LACKING):
            continue
        torch.manual_seed(0)
        encoded = encode(value(code, context))
        if encoded and not FREE.search(code):
            found[code] = encoded
    path = os.path.join(HERE, "from_pytorch.json")
    with open(path + ".tmp", "w") as out:
        lines = (json.dumps(k) + ": " + json.dumps(v) for k, v in found.items())
        out.write("{\n" + ",\n".join(lines) + "\n}\n")
    os.replace(path + ".tmp", path)
    print(path, len(calls), "calls,", len(found), "values")


main()
