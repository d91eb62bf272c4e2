"""Products, factors and norms of matrices; see parity.py.

The signs of eigenvectors and singular vectors are settled as Chainrule settles them: of the
elements of a vector that are greatest in magnitude, within one percent, the first is positive; and
no element on the diagonal of R is negative.
"""
import torch

from parity import Family

family = Family("matrices")


def regular(*sizes):
    """3·I and small numbers."""
    return family.normal(*sizes, scale=0.3) + 3 * torch.eye(sizes[-2], sizes[-1])


def apart(*sizes):
    """2, 5, 8, … on the diagonal, and small numbers."""
    values = 3.0 * torch.arange(sizes[-1]) + 2
    return family.normal(*sizes, scale=0.3) + values * torch.eye(sizes[-2], sizes[-1])


def symmetric(x):
    return (x + x.mT) / 2


def signs(vectors):
    size = vectors.detach().abs()
    great = (size >= 0.99 * size.amax(-2, keepdim=True)).long()
    first = torch.gather(vectors.detach(), -2, great.argmax(-2, keepdim=True))
    return torch.where(first < 0, -torch.ones_like(first), torch.ones_like(first))


def eigen(x):
    values, vectors = torch.linalg.eigh(symmetric(x))
    return {"l": values, "q": vectors * signs(vectors)}


def svd(x):
    u, s, vh = torch.linalg.svd(x, full_matrices=False)
    settled = signs(vh.mT)
    return {"s": s, "u": u * settled, "v": vh.mT * settled}


def qr(x):
    q, r = torch.linalg.qr(x)
    settled = torch.diagonal(r, 0, -2, -1).detach().sign()
    return {"q": q * settled.unsqueeze(-2), "r": r * settled.unsqueeze(-1)}


a, b = family.normal(2, 1, 3, 4), family.normal(3, 4, 2)
family.case("product", lambda i: i["a"] @ i["b"], a=a, b=b)
family.case("transpose", lambda i: i["x"].mT, x=family.normal(2, 3, 4))
family.case("trace", lambda i: torch.trace(i["x"]), x=family.normal(4, 4))
family.case("hadamard", lambda i: i["a"] * i["b"], a=family.normal(3, 1), b=family.normal(2, 1, 4))
family.case("diagonal", lambda i: torch.diagonal(i["x"], 0, -2, -1), x=family.normal(2, 3, 3))
family.case("diagonal matrix", lambda i: torch.diag_embed(i["x"]), x=family.normal(2, 3))
family.case("outer", lambda i: torch.outer(i["a"], i["b"]), a=family.normal(3), b=family.normal(4))
family.case("kronecker", lambda i: torch.kron(i["a"], i["b"]), a=family.normal(2, 3), b=family.normal(3, 2))
for name, sizes in (("3", (3, 3)), ("2 of 4", (2, 4, 4)), ("1", (1, 1))):
    family.case("inverse of " + name, lambda i: torch.linalg.inv(i["x"]), x=regular(*sizes))
    family.case("determinant of " + name, lambda i: torch.linalg.det(i["x"]), x=regular(*sizes))
    family.case("log determinant of " + name, lambda i: torch.linalg.slogdet(i["x"])[1], x=regular(*sizes))
    family.case("cholesky of " + name, lambda i: torch.linalg.cholesky(symmetric(i["x"])), x=regular(*sizes))
    family.case("eigen of " + name, lambda i: eigen(i["x"]), x=apart(*sizes))
family.case(
    "solve", lambda i: torch.linalg.solve(i["a"], i["b"]), a=regular(2, 4, 4), b=family.normal(2, 4, 3)
)
for name, sizes in (("4 by 4", (4, 4)), ("5 by 3", (5, 3)), ("2 of 2 by 4", (2, 2, 4))):
    family.case("svd of " + name, lambda i: svd(i["x"]), x=apart(*sizes))
    family.case("qr of " + name, lambda i: qr(i["x"]), x=apart(*sizes))
    family.case("pinv of " + name, lambda i: torch.linalg.pinv(i["x"]), x=apart(*sizes))
    for norm in ("fro", "nuc", 2):
        family.case(
            "norm %s of %s" % (norm, name),
            lambda i, norm=norm: torch.linalg.matrix_norm(i["x"], norm),
            x=apart(*sizes),
        )
family.case("norm fro of nothing but 0", lambda i: torch.linalg.matrix_norm(i["x"]), x=torch.zeros(2, 3))
family.save()
