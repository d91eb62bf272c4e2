"""Dense, layer norm, batch norm, embedding, residual; see parity.py."""
import torch
import torch.nn.functional as F

from parity import Family

family = Family("layers")


def normal(*sizes, scale=1.0):
    return family.normal(*sizes, scale=scale)


def dense(i):
    return F.linear(i["x"], i["dense.weight"], i.get("dense.bias"))


family.case("dense", dense, x=normal(5, 4), **{"dense.weight": normal(3, 4), "dense.bias": normal(3)})
family.case("dense without bias", dense, x=normal(1, 7), **{"dense.weight": normal(2, 7)})
family.case(
    "dense of sequences", dense, x=normal(2, 3, 5), **{"dense.weight": normal(4, 5), "dense.bias": normal(4)}
)


def layer_norm(i, eps=1e-5):
    x = i["x"]
    return F.layer_norm(x, (x.shape[-1],), i["layerNorm.weight"], i.get("layerNorm.bias"), eps)


for name, x in (("layerNorm", normal(4, 6)), ("layerNorm of sequences", normal(2, 3, 5, scale=3.0))):
    width = x.shape[-1]
    family.case(name, layer_norm, x=x, **{"layerNorm.weight": normal(width), "layerNorm.bias": normal(width)})
family.case("layerNorm without bias", layer_norm, x=normal(3, 4), **{"layerNorm.weight": normal(4)})
family.case(
    "layerNorm far from 0",
    layer_norm,
    x=normal(2, 8) + 100.0,
    **{"layerNorm.weight": normal(8), "layerNorm.bias": normal(8)},
)

STATE = ("batchNorm.running_mean", "batchNorm.running_var", "batchNorm.num_batches_tracked")


def batch_norm(training):
    def compute(i):
        return F.batch_norm(
            i["x"],
            i["batchNorm.running_mean"].clone(),
            i["batchNorm.running_var"].clone(),
            i["batchNorm.weight"],
            i["batchNorm.bias"],
            training,
        )

    return compute


for name, x, training in (
    ("batchNorm of rows", normal(6, 3), True),
    ("batchNorm of rows in evaluation", normal(6, 3), False),
    ("batchNorm of one row in evaluation", normal(1, 3), False),
    ("batchNorm of images", normal(3, 2, 4, 5), True),
    ("batchNorm of images in evaluation", normal(3, 2, 4, 5), False),
):
    channels = x.shape[1]
    family.case(
        name,
        batch_norm(training),
        constant=STATE,
        x=x,
        **{
            "batchNorm.weight": normal(channels),
            "batchNorm.bias": normal(channels),
            "batchNorm.running_mean": normal(channels),
            "batchNorm.running_var": family.uniform(0.5, 2, channels),
            "batchNorm.num_batches_tracked": torch.tensor(7.0),
        },
    )

family.case(
    "embed",
    lambda i: F.embedding(i["x"], i["embed.weight"]),
    x=family.whole(7, 3, 4),
    **{"embed.weight": normal(7, 5)},
)
family.case(
    "residual",
    lambda i: i["x"] + F.gelu(F.linear(i["x"], i["dense.weight"], i["dense.bias"])),
    x=normal(4, 3),
    **{"dense.weight": normal(3, 3), "dense.bias": normal(3)},
)
family.save()
