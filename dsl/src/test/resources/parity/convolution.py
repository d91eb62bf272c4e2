"""Convolution, pooling, group and RMS norm; see parity.py.

Sequences are (batch, time, width) in Chainrule, so that layers along time turn them for PyTorch.
"""
import torch
import torch.nn.functional as F

from parity import Family

family = Family("convolution")
SEQUENCE = family.normal(2, 7, 4)  # (batch, time, width)
IMAGE = family.normal(1, 4, 4, 5)
IMAGES = family.normal(2, 4, 2, 3)


def turned(compute):
    """Of a sequence, what PyTorch computes of (N, C, L)."""
    return lambda i: compute(i["x"].transpose(1, 2), i).transpose(1, 2)


def conv1d(name, weight, bias=True, pad=(0, 0), **options):
    inputs = {"conv.weight": weight}
    if bias:
        inputs["conv.bias"] = family.normal(weight.shape[0])
    family.case(
        name,
        turned(
            lambda x, i: F.conv1d(F.pad(x, pad), i["conv.weight"], i.get("conv.bias"), **options)
        ),
        x=SEQUENCE,
        **inputs
    )


def conv2d(name, weight, bias=True, pad=None, mode="constant", x=IMAGE, **options):
    inputs = {"conv.weight": weight}
    if bias:
        inputs["conv.bias"] = family.normal(weight.shape[0])

    def compute(i):
        x = i["x"] if pad is None else F.pad(i["x"], pad, mode)
        return F.conv2d(x, i["conv.weight"], i.get("conv.bias"), **options)

    family.case(name, compute, x=x, **inputs)


conv1d("conv1d", family.normal(3, 4, 3))
conv1d("conv1d stride padding dilation", family.normal(3, 4, 2), stride=2, padding=3, dilation=3)
conv1d("conv1d groups without bias", family.normal(6, 2, 3), bias=False, groups=2)
conv1d("conv1d same", family.normal(3, 4, 4), padding="same")
conv1d("conv1d causal", family.normal(3, 4, 3), pad=(4, 0), dilation=2)
conv2d("conv2d", family.normal(3, 4, 3, 3))
conv2d("conv2d of one pixel", family.normal(2, 4, 1, 1), x=IMAGES)
conv2d(
    "conv2d stride padding dilation",
    family.normal(3, 4, 3, 2),
    stride=(2, 1),
    padding=(2, 1),
    dilation=(1, 3),
)
conv2d("conv2d depthwise without bias", family.normal(4, 1, 3, 3), bias=False, groups=4)
conv2d("conv2d same", family.normal(3, 4, 3, 2), padding="same")
conv2d("conv2d reflect", family.normal(3, 4, 3, 3), pad=(1, 1, 2, 2), mode="reflect")
conv2d("conv2d replicate", family.normal(3, 4, 3, 3), pad=(1, 1, 1, 1), mode="replicate")
conv2d("conv2d circular", family.normal(3, 4, 3, 3), pad=(1, 1, 1, 1), mode="circular")


def transposed1d(name, weight, groups=1, **options):
    family.case(
        name,
        turned(
            lambda x, i: F.conv_transpose1d(
                x, i["transposedConv.weight"], i["transposedConv.bias"], groups=groups, **options
            )
        ),
        x=SEQUENCE,
        **{
            "transposedConv.weight": weight,
            "transposedConv.bias": family.normal(weight.shape[1] * groups),
        }
    )


def transposed2d(name, weight, bias=True, groups=1, **options):
    inputs = {"transposedConv.weight": weight}
    if bias:
        inputs["transposedConv.bias"] = family.normal(weight.shape[1] * groups)
    family.case(
        name,
        lambda i: F.conv_transpose2d(
            i["x"],
            i["transposedConv.weight"],
            i.get("transposedConv.bias"),
            groups=groups,
            **options
        ),
        x=IMAGES,
        **inputs
    )


transposed1d("transposedConv1d", family.normal(4, 3, 3))
transposed1d(
    "transposedConv1d with all options",
    family.normal(4, 1, 3),
    groups=2,
    stride=2,
    padding=1,
    output_padding=1,
    dilation=2,
)
transposed2d("transposedConv2d", family.normal(4, 3, 2, 2))
transposed2d(
    "transposedConv2d stride and output padding",
    family.normal(4, 3, 3, 3),
    stride=(2, 3),
    padding=1,
    output_padding=(1, 2),
)
transposed2d(
    "transposedConv2d groups and dilation without bias",
    family.normal(4, 2, 3, 3),
    bias=False,
    groups=2,
    dilation=(1, 2),
    padding=(0, 1),
)

TIES = family.whole(3, 2, 1, 4, 5).float()  # few values, so that windows have several greatest
family.case("maxPool1d", turned(lambda x, i: F.max_pool1d(x, 3, 2, 1)), x=SEQUENCE)
family.case(
    "maxPool1d dilation and ceil mode",
    turned(lambda x, i: F.max_pool1d(x, 2, 2, 0, 3, ceil_mode=True)),
    x=SEQUENCE,
)
family.case("maxPool2d", lambda i: F.max_pool2d(i["x"], 2), x=IMAGE)
family.case("maxPool2d of ties", lambda i: F.max_pool2d(i["x"], 3, 1, 1), x=TIES)
family.case(
    "maxPool2d with all options",
    lambda i: F.max_pool2d(i["x"], (3, 2), (2, 3), (1, 0), (1, 2), ceil_mode=True),
    x=IMAGE,
)
family.case(
    "maxPool2d of one window", lambda i: F.max_pool2d(i["x"], (4, 5)), x=-1e4 * IMAGE.abs()
)
family.case("averagePool1d", turned(lambda x, i: F.avg_pool1d(x, 3, 2, 1)), x=SEQUENCE)
family.case(
    "averagePool1d ceil mode without counting",
    turned(lambda x, i: F.avg_pool1d(x, 4, 3, 2, True, False)),
    x=SEQUENCE,
)
family.case("averagePool2d", lambda i: F.avg_pool2d(i["x"], 2), x=IMAGE)
family.case(
    "averagePool2d ceil mode", lambda i: F.avg_pool2d(i["x"], 3, 2, 1, True), x=IMAGE
)
family.case(
    "averagePool2d without counting",
    lambda i: F.avg_pool2d(i["x"], (3, 2), (2, 1), 1, True, False),
    x=IMAGE,
)
family.case(
    "averagePool2d divisor",
    lambda i: F.avg_pool2d(i["x"], (2, 3), divisor_override=5),
    x=IMAGE,
)
family.case(
    "adaptiveAveragePool1d", turned(lambda x, i: F.adaptive_avg_pool1d(x, 4)), x=SEQUENCE
)
family.case("adaptiveAveragePool2d", lambda i: F.adaptive_avg_pool2d(i["x"], (4, 3)), x=IMAGE)
family.case(
    "globalAveragePool of images",
    lambda i: F.adaptive_avg_pool2d(i["x"], 1).flatten(1),
    x=IMAGE,
)
family.case("globalAveragePool of sequences", lambda i: i["x"].mean(1), x=SEQUENCE)
family.case(
    "upsample of sequences",
    turned(lambda x, i: F.interpolate(x, scale_factor=3, mode="nearest")),
    x=SEQUENCE,
)
family.case(
    "upsample of images", lambda i: F.interpolate(i["x"], scale_factor=2, mode="nearest"), x=IMAGES
)


def affine(layer):
    return {layer + ".weight": family.normal(4), layer + ".bias": family.normal(4)}


def group(layer, groups, eps=1e-5):
    return lambda x, i: F.group_norm(
        x, groups, i.get(layer + ".weight"), i.get(layer + ".bias"), eps
    )


def of_x(compute):
    return lambda i: compute(i["x"], i)


family.case("groupNorm of images", of_x(group("groupNorm", 2)), x=IMAGES, **affine("groupNorm"))
family.case(
    "groupNorm of sequences", turned(group("groupNorm", 2)), x=SEQUENCE, **affine("groupNorm")
)
family.case(
    "groupNorm of vectors",
    of_x(group("groupNorm", 1)),
    x=family.normal(3, 4),
    **affine("groupNorm")
)
family.case("groupNorm without affine", of_x(group("groupNorm", 2, 0.1)), x=IMAGES)
family.case("groupNorm of great numbers", of_x(group("groupNorm", 2)), x=1e4 * IMAGES)
family.case(
    "instanceNorm of images",
    lambda i: F.instance_norm(i["x"]),
    x=IMAGES,
)
family.case(
    "instanceNorm of sequences with affine",
    turned(
        lambda x, i: F.instance_norm(
            x, weight=i["instanceNorm.weight"], bias=i["instanceNorm.bias"]
        )
    ),
    x=SEQUENCE,
    **affine("instanceNorm")
)


def rms(i, eps=2.0**-23):  # PyTorch 1.13 has none: nn.RMSNorm's definition
    x = i["x"]
    y = x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps)
    return y * i["rmsNorm.weight"] if "rmsNorm.weight" in i else y


WEIGHT = {"rmsNorm.weight": family.normal(4)}
family.case("rmsNorm", rms, x=SEQUENCE, **WEIGHT)
family.case("rmsNorm without affine", lambda i: rms(i, 0.1), x=SEQUENCE)
family.case("rmsNorm of great numbers", rms, x=1e4 * SEQUENCE, **WEIGHT)
family.case("rmsNorm of small numbers", rms, x=1e-20 * SEQUENCE, **WEIGHT)
family.save()
