"""Losses; see parity.py. Classes lie on the last axis here and on the second in PyTorch."""
import torch
import torch.nn.functional as F

from parity import Family

family = Family("losses")
n = family.normal
REDUCTIONS = ("mean", "sum", "none")


def classes_second(x):
    return x.movedim(-1, 1)


x, t = n(3, 4, scale=2), n(3, 4, scale=2)
for r in REDUCTIONS:
    plain = dict(output=x, target=t)
    family.case("mse " + r, lambda i: F.mse_loss(i["output"], i["target"], reduction=r), **plain)
    family.case("l1 " + r, lambda i: F.l1_loss(i["output"], i["target"], reduction=r), **plain)
    family.case(
        "huber " + r,
        lambda i: F.huber_loss(i["output"], i["target"], reduction=r, delta=1.0),
        **plain)
    family.case(
        "huber 0.5 " + r,
        lambda i: F.huber_loss(i["output"], i["target"], reduction=r, delta=0.5),
        **plain)
    family.case(
        "smooth l1 " + r, lambda i: F.smooth_l1_loss(i["output"], i["target"], reduction=r), **plain)
    family.case(
        "smooth l1 0.25 " + r,
        lambda i: F.smooth_l1_loss(i["output"], i["target"], reduction=r, beta=0.25),
        **plain)
family.case(
    "smooth l1 0", lambda i: F.smooth_l1_loss(i["output"], i["target"], beta=0.0), output=x, target=t)
far = torch.tensor([[1e4, -1e4, 0.0, 1e-4], [3.0, 3.0, -3.0, -1e4]])
near = torch.tensor([[-1e4, -1e4, 0.0, -1e-4], [3.0, 2.0, -2.0, 1e4]])
family.case("mse far", lambda i: F.mse_loss(i["output"], i["target"]), output=far, target=near)
family.case("l1 far", lambda i: F.l1_loss(i["output"], i["target"]), output=far, target=near)
family.case("huber far", lambda i: F.huber_loss(i["output"], i["target"]), output=far, target=near)

scores = n(4, 5, scale=2)
labels = torch.tensor([0, 4, -100, 2])
deep, deep_labels = n(2, 3, 5, scale=2), family.whole(5, 2, 3)
weights = torch.tensor([0.5, 2.0, 0.0, 1.0, 0.1], dtype=torch.float64)
wide = torch.tensor([[1e4, -1e4, 0.0, 3.0, 1.0], [-1e4, -1e4, -1e4, 1e4, 1e4]])
for r in REDUCTIONS:
    for smoothing in (0.0, 0.1):
        for weighted in (False, True):
            w = (lambda like: weights.to(like.dtype)) if weighted else (lambda like: None)
            name = "%s%s %s" % (
                "weighted " if weighted else "", "smoothed" if smoothing else "plain", r)
            family.case(
                "cross-entropy " + name,
                lambda i: F.cross_entropy(
                    i["output"], i["target"], w(i["output"]), reduction=r,
                    label_smoothing=smoothing),
                output=scores, target=labels)
            family.case(
                "cross-entropy deep " + name,
                lambda i: F.cross_entropy(
                    classes_second(i["output"]), i["target"], w(i["output"]), reduction=r,
                    label_smoothing=smoothing, ignore_index=1),
                output=deep, target=deep_labels)
            family.case(
                "soft cross-entropy " + name,
                lambda i: F.cross_entropy(
                    classes_second(i["output"]), classes_second(i["target"]), w(i["output"]),
                    reduction=r, label_smoothing=smoothing),
                output=deep, target=torch.softmax(n(2, 3, 5), -1))
    for weighted in (False, True):
        w = (lambda like: weights.to(like.dtype)) if weighted else (lambda like: None)
        name = ("weighted " if weighted else "") + r
        family.case(
            "nll " + name,
            lambda i: F.nll_loss(
                classes_second(i["output"]), i["target"], w(i["output"]), reduction=r,
                ignore_index=1),
            output=torch.log_softmax(deep, -1), target=deep_labels)
        family.case(
            "multi-margin " + name,
            lambda i: F.multi_margin_loss(
                i["output"], i["target"], weight=w(i["output"]), reduction=r),
            output=scores, target=labels.clamp(min=0))
    family.case(
        "multi-margin squared " + r,
        lambda i: F.multi_margin_loss(
            i["output"], i["target"], p=2, margin=0.5, reduction=r),
        output=scores, target=labels.clamp(min=0))
family.case(
    "cross-entropy wide", lambda i: F.cross_entropy(i["output"], i["target"]),
    output=wide, target=torch.tensor([1, 4]))

yes = family.uniform(0, 1, 3, 4)
pair = torch.tensor([0.5, 2.0, 1.0, 0.1], dtype=torch.float64)
positive = torch.tensor([3.0, 1.0, 0.2, 0.7], dtype=torch.float64)
sure = torch.tensor([[1e4, -1e4, 1e4, -1e4], [30.0, -30.0, 0.0, 100.0]])
hard = torch.tensor([[1.0, 0.0, 0.0, 1.0], [1.0, 1.0, 0.5, 0.0]])
for r in REDUCTIONS:
    p = family.uniform(0.05, 0.95, 3, 4)
    family.case(
        "bce " + r, lambda i: F.binary_cross_entropy(i["output"], i["target"], reduction=r),
        output=p, target=yes)
    family.case(
        "bce weighted " + r,
        lambda i: F.binary_cross_entropy(
            i["output"], i["target"], pair.to(i["output"].dtype), reduction=r),
        output=p, target=yes)
    family.case(
        "bce logits " + r,
        lambda i: F.binary_cross_entropy_with_logits(i["output"], i["target"], reduction=r),
        output=x, target=yes)
    family.case(
        "bce logits weighted " + r,
        lambda i: F.binary_cross_entropy_with_logits(
            i["output"], i["target"], pair.to(i["output"].dtype), reduction=r,
            pos_weight=positive.to(i["output"].dtype)),
        output=x, target=yes)
family.case(
    "bce certain", lambda i: F.binary_cross_entropy(i["output"], i["target"]), ("target",),
    output=torch.tensor([0.0, 1.0, 1.0, 0.0]), target=torch.tensor([1.0, 0.0, 1.0, 0.0]))
family.case(
    "bce logits sure",
    lambda i: F.binary_cross_entropy_with_logits(i["output"], i["target"], reduction="none"),
    output=sure, target=hard)


def focal(i, gamma, alpha, r):
    """As in torchvision.ops.sigmoid_focal_loss."""
    x, t = i["output"], i["target"]
    p = torch.sigmoid(x)
    ce = F.binary_cross_entropy_with_logits(x, t, reduction="none")
    right = p * t + (1 - p) * (1 - t)
    loss = ce * (1 - right) ** gamma
    if alpha >= 0:
        loss = (alpha * t + (1 - alpha) * (1 - t)) * loss
    return loss.mean() if r == "mean" else loss.sum() if r == "sum" else loss


answers = family.whole(2, 3, 4).float()
for r in REDUCTIONS:
    family.case(
        "focal " + r, lambda i: focal(i, 2, 0.25, r), ("target",), output=x, target=answers)
family.case(
    "focal unweighted", lambda i: focal(i, 1, -1, "mean"), ("target",), output=x, target=answers)

logs, other = torch.log_softmax(n(3, 5), -1), torch.softmax(n(3, 5), -1)
hole = torch.tensor([[0.0, 0.5, 0.5, 0.0, 0.0]]).expand(3, 5).contiguous()
for r in REDUCTIONS + ("batchmean",):
    family.case(
        "kl " + r, lambda i: F.kl_div(i["output"], i["target"], reduction=r),
        output=logs, target=other)
    family.case(
        "kl log target " + r,
        lambda i: F.kl_div(i["output"], i["target"], reduction=r, log_target=True),
        output=logs, target=other.log())
family.case(
    "kl zeros", lambda i: F.kl_div(i["output"], i["target"], reduction="batchmean"), ("target",),
    output=logs, target=hole)

rate, counts = family.uniform(0.1, 2, 3, 4), family.whole(5, 3, 4).float()
for r in REDUCTIONS:
    family.case(
        "poisson " + r, lambda i: F.poisson_nll_loss(i["output"], i["target"], reduction=r),
        ("target",), output=x, target=counts)
    family.case(
        "poisson rates " + r,
        lambda i: F.poisson_nll_loss(
            i["output"], i["target"], log_input=False, full=True, reduction=r),
        ("target",), output=rate, target=counts)

views = n(9, 4)
signs = torch.tensor([1, -1, 1, -1])
pairs = n(8, 3)
for r in REDUCTIONS:
    for name, options in (
        ("", {}),
        (" one", dict(p=1.0, margin=0.5)),
        (" three", dict(p=3.0, eps=1e-3)),
        (" swap", dict(swap=True)),
    ):
        family.case(
            "triplet%s %s" % (name, r),
            lambda i: F.triplet_margin_loss(*i["output"].chunk(3), reduction=r, **options),
            output=views)
    family.case(
        "cosine " + r,
        lambda i: F.cosine_embedding_loss(*i["output"].chunk(2), i["target"], reduction=r),
        output=pairs, target=signs)
    family.case(
        "cosine margin " + r,
        lambda i: F.cosine_embedding_loss(
            *i["output"].chunk(2), i["target"], margin=-0.5, reduction=r),
        output=pairs, target=signs)


def contrast(a, b, temperature):
    return F.cross_entropy(a @ b.T / temperature, torch.arange(len(a)))


def clip(i):
    a, b = F.normalize(i["output"], dim=-1).chunk(2)
    return (contrast(a, b, 0.07) + contrast(b, a, 0.07)) / 2


def nt_xent(i):
    z = F.normalize(i["output"], dim=-1)
    s = (z @ z.T / 0.5).masked_fill(torch.eye(len(z), dtype=torch.bool), float("-inf"))
    half = len(z) // 2
    return F.cross_entropy(s, (torch.arange(len(z)) + half) % len(z))


family.case(
    "info nce", lambda i: contrast(*F.normalize(i["output"], dim=-1).chunk(2), 0.1), output=pairs)
family.case("clip", clip, output=pairs)
family.case("nt-xent", nt_xent, output=pairs)
family.save()
