"""Attention, transformer blocks, positions, embeddings and graph convolution; see parity.py."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from parity import Family

family = Family("attention")


# -- ops ---------------------------------------------------------------------------------------
def attend(q, k, v, mask=None, causal=False):
    """The formula of nn.MultiheadAttention's own attention, with masks as it takes them."""
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf) if mask.dtype == torch.bool else scores + mask
    if causal:
        seen = torch.ones(q.shape[-2], k.shape[-2], dtype=torch.bool).tril()
        scores = scores.masked_fill(~seen, -math.inf)
    return F.softmax(scores, -1) @ v


q, k, v = (family.normal(2, 2, n, 3) for n in (3, 5, 5))
seen = family.whole(3, 2, 1, 1, 5).clamp(max=1)
seen[..., 0] = 1
family.case("attention", lambda i: attend(i["q"], i["k"], i["v"]), q=q, k=k, v=v)
family.case(
    "attention of one query", lambda i: attend(i["q"], i["k"], i["v"]),
    q=family.normal(1, 1, 1, 3), k=family.normal(1, 1, 4, 3), v=family.normal(1, 1, 4, 2),
)
family.case(
    "causal attention", lambda i: attend(i["q"], i["k"], i["v"], causal=True),
    q=q, k=family.normal(2, 2, 3, 3), v=family.normal(2, 2, 3, 3),
)
family.case(
    "added mask", lambda i: attend(i["q"], i["k"], i["v"], i["mask"]),
    q=q, k=k, v=v, mask=family.normal(2, 3, 5),
)
family.case(
    "padding mask", lambda i: attend(i["q"], i["k"], i["v"], i["mask"].bool()),
    q=q, k=k, v=v, mask=seen,
)
family.case(
    "far scores", lambda i: attend(i["q"], i["k"], i["v"]),
    q=family.normal(1, 1, 3, 2, scale=100), k=family.normal(1, 1, 4, 2, scale=100),
    v=family.normal(1, 1, 4, 2),
)
family.case(
    "repeated heads", lambda i: i["x"].repeat_interleave(3, 1), x=family.normal(2, 2, 3, 4)
)


def rotate(x, first, base, halves):
    """x·cos + rotated(x)·sin, as transformers' modelling files write it."""
    size = x.shape[-1]
    theta = base ** (-2 * torch.arange(size // 2, dtype=x.dtype) / size)
    angle = (torch.arange(x.shape[-2], dtype=x.dtype) + first)[:, None] * theta
    if halves:
        cos, sin = torch.cat([angle, angle], -1).cos(), torch.cat([angle, angle], -1).sin()
        a, b = x.chunk(2, -1)
        return x * cos + torch.cat([-b, a], -1) * sin
    pairs = torch.view_as_complex(x.reshape(*x.shape[:-1], size // 2, 2).contiguous())
    turned = pairs * torch.polar(torch.ones_like(angle), angle)
    return torch.view_as_real(turned).flatten(-2)


for name, halves in (("interleaved", False), ("halves", True)):
    family.case(
        "rotary, " + name, lambda i, h=halves: rotate(i["x"], 3, 10000.0, h),
        x=family.normal(1, 2, 5, 6), first=torch.tensor(3),
    )


def sines(x, base=10000.0):
    """The table of the annotated transformer."""
    size = x.shape[-1]
    place = torch.arange(x.shape[-2], dtype=x.dtype)[:, None]
    by = torch.exp(torch.arange(0, size, 2, dtype=x.dtype) * -(math.log(base) / size))
    table = torch.zeros(x.shape[-2], size, dtype=x.dtype)
    table[:, 0::2] = torch.sin(place * by)
    table[:, 1::2] = torch.cos(place * by)
    return x + table


family.case("sinusoidal positions", lambda i: sines(i["x"]), x=family.normal(2, 6, 8))


# -- layers ------------------------------------------------------------------------------------
def run(module, i, names, *given, **options):
    """A module with the parameters of a case, by the names that the case gives them."""
    module.train()
    weights = {ours: i[theirs] for ours, theirs in names.items()}
    return nn.utils.stateless.functional_call(module.to(i["x"].dtype), weights, given, options)


def attention_weights(prefix, width, scale=0.5):
    return {
        prefix + "qkv.weight": family.normal(3 * width, width, scale=scale),
        prefix + "qkv.bias": family.normal(3 * width, scale=scale),
        prefix + "out.weight": family.normal(width, width, scale=scale),
        prefix + "out.bias": family.normal(width, scale=scale),
    }


def attention_names(theirs, ours):
    return {
        theirs + "in_proj_weight": ours + "qkv.weight",
        theirs + "in_proj_bias": ours + "qkv.bias",
        theirs + "out_proj.weight": ours + "out.weight",
        theirs + "out_proj.bias": ours + "out.bias",
    }


def self_attention(i, prefix, **options):
    module = nn.MultiheadAttention(6, 2, batch_first=True)
    return run(module, i, attention_names("", prefix), i["x"], i["x"], i["x"], **options)[0]


past = torch.ones(4, 4, dtype=torch.bool).triu(1)
family.case(
    "selfAttention", lambda i: self_attention(i, "selfAttention."),
    x=family.normal(2, 4, 6), **attention_weights("selfAttention.", 6),
)
family.case(
    "causalAttention", lambda i: self_attention(i, "causalAttention.", attn_mask=past),
    x=family.normal(2, 4, 6), **attention_weights("causalAttention.", 6),
)
family.case(
    "selfAttention with padding",
    lambda i: self_attention(i, "selfAttention.", key_padding_mask=i["seen"] == 0),
    x=family.normal(2, 4, 6), seen=torch.tensor([[1, 1, 0, 0], [1, 0, 1, 1]]),
    **attention_weights("selfAttention.", 6),
)


def without_bias(i):
    module = nn.MultiheadAttention(6, 2, bias=False, batch_first=True)
    names = {"in_proj_weight": "selfAttention.qkv.weight", "out_proj.weight": "selfAttention.out.weight"}
    return run(module, i, names, i["x"], i["x"], i["x"])[0]


family.case(
    "selfAttention without bias", without_bias, x=family.normal(1, 3, 6),
    **{k: v for k, v in attention_weights("selfAttention.", 6).items() if k.endswith("weight")},
)


def grouped(i, groups, causal):
    """Grouped-query attention in plain operations: PyTorch 1.13 has none."""
    b, t, c = i["x"].shape
    size = c // 4
    qkv = i["selfAttention.qkv.weight"]
    w = F.linear(i["x"], qkv, i["selfAttention.qkv.bias"])
    q, k, v = w.split([c, groups * size, groups * size], -1)
    heads = lambda x, n: x.reshape(b, t, n, size).transpose(1, 2)
    repeat = lambda x: heads(x, groups).repeat_interleave(4 // groups, 1)
    y = attend(heads(q, 4), repeat(k), repeat(v), causal=causal)
    y = y.transpose(1, 2).reshape(b, t, c)
    return F.linear(y, i["selfAttention.out.weight"], i["selfAttention.out.bias"])


for name, groups in (("grouped-query attention", 2), ("multi-query attention", 1)):
    rows = 8 + 2 * groups * 2
    family.case(
        name, lambda i, g=groups: grouped(i, g, False), x=family.normal(2, 3, 8),
        **{
            "selfAttention.qkv.weight": family.normal(rows, 8, scale=0.4),
            "selfAttention.qkv.bias": family.normal(rows, scale=0.4),
            "selfAttention.out.weight": family.normal(8, 8, scale=0.4),
            "selfAttention.out.bias": family.normal(8, scale=0.4),
        },
    )


def cross(i, **options):
    """Its memory has another width, so PyTorch's keys and values have weights of their own."""
    module = nn.MultiheadAttention(6, 2, kdim=5, vdim=5, batch_first=True).to(i["x"].dtype)
    k, v = i["crossAttention.kv.weight"].chunk(2, 0)
    weights = {
        "q_proj_weight": i["crossAttention.q.weight"],
        "k_proj_weight": k,
        "v_proj_weight": v,
        "in_proj_bias": torch.cat([i["crossAttention.q.bias"], i["crossAttention.kv.bias"]]),
        "out_proj.weight": i["crossAttention.out.weight"],
        "out_proj.bias": i["crossAttention.out.bias"],
    }
    given = (i["x"], i["memory"], i["memory"])
    return nn.utils.stateless.functional_call(module, weights, given, options)[0]


def cross_weights():
    return {
        "crossAttention.q.weight": family.normal(6, 6, scale=0.5),
        "crossAttention.q.bias": family.normal(6, scale=0.3),
        "crossAttention.kv.weight": family.normal(12, 5, scale=0.3),
        "crossAttention.kv.bias": family.normal(12, scale=0.3),
        "crossAttention.out.weight": family.normal(6, 6, scale=0.5),
        "crossAttention.out.bias": family.normal(6, scale=0.3),
    }


family.case(
    "crossAttention", cross, x=family.normal(2, 3, 6), memory=family.normal(2, 7, 5),
    **cross_weights(),
)
family.case(
    "crossAttention with padding", lambda i: cross(i, key_padding_mask=i["seen"] == 0),
    x=family.normal(2, 3, 6), memory=family.normal(2, 4, 5),
    seen=torch.tensor([[1, 1, 1, 0], [0, 1, 0, 0]]), **cross_weights(),
)


def block_weights(width, inner, norms, memory=None):
    b = "transformerBlock."
    causal = "causalAttention." if memory else "selfAttention."
    weights = attention_weights(b + causal, width)
    for n in range(norms):
        name = b + "layerNorm" + ("" if n == 0 else str(n + 1))
        weights[name + ".weight"] = family.uniform(0.5, 1.5, width)
        weights[name + ".bias"] = family.normal(width)
    if memory:
        c = b + "crossAttention."
        weights[c + "q.weight"] = family.normal(width, width, scale=0.5)
        weights[c + "q.bias"] = family.normal(width)
        weights[c + "kv.weight"] = family.normal(2 * width, memory, scale=0.5)
        weights[c + "kv.bias"] = family.normal(2 * width)
        weights[c + "out.weight"] = family.normal(width, width, scale=0.5)
        weights[c + "out.bias"] = family.normal(width)
    f = b + "feedForward."
    weights[f + "up.weight"] = family.normal(inner, width, scale=0.5)
    weights[f + "up.bias"] = family.normal(inner)
    weights[f + "down.weight"] = family.normal(width, inner, scale=0.5)
    weights[f + "down.bias"] = family.normal(width)
    return weights


def common_names(norms):
    b = "transformerBlock."
    names = {
        "linear1.weight": b + "feedForward.up.weight",
        "linear1.bias": b + "feedForward.up.bias",
        "linear2.weight": b + "feedForward.down.weight",
        "linear2.bias": b + "feedForward.down.bias",
    }
    for n in range(norms):
        ours = b + "layerNorm" + ("" if n == 0 else str(n + 1))
        names["norm%d.weight" % (n + 1)] = ours + ".weight"
        names["norm%d.bias" % (n + 1)] = ours + ".bias"
    return names


def encoder_layer(i, norm_first, activation):
    module = nn.TransformerEncoderLayer(
        4, 2, 16, 0.0, activation, batch_first=True, norm_first=norm_first
    )
    names = {
        **attention_names("self_attn.", "transformerBlock.selfAttention."),
        **common_names(2),
    }
    return run(module, i, names, i["x"])


for norm, first in (("post-norm", False), ("pre-norm", True)):
    for activation in ("relu", "gelu"):
        family.case(
            "transformerBlock, %s, %s" % (norm, activation),
            lambda i, n=first, a=activation: encoder_layer(i, n, a),
            x=family.normal(2, 3, 4), **block_weights(4, 16, 2),
        )


def decoder_layer(i, norm_first):
    module = nn.TransformerDecoderLayer(
        4, 2, 16, 0.0, batch_first=True, norm_first=norm_first
    ).to(i["x"].dtype)
    c = "transformerBlock.crossAttention."
    names = {
        **attention_names("self_attn.", "transformerBlock.causalAttention."),
        "multihead_attn.out_proj.weight": c + "out.weight",
        "multihead_attn.out_proj.bias": c + "out.bias",
        **common_names(3),
    }
    weights = {ours: i[theirs] for ours, theirs in names.items()}
    weights["multihead_attn.in_proj_weight"] = torch.cat([i[c + "q.weight"], i[c + "kv.weight"]])
    weights["multihead_attn.in_proj_bias"] = torch.cat([i[c + "q.bias"], i[c + "kv.bias"]])
    past = torch.ones(3, 3, dtype=torch.bool).triu(1)
    return nn.utils.stateless.functional_call(
        module, weights, (i["x"], i["memory"]), {"tgt_mask": past}
    )


for norm, first in (("post-norm", False), ("pre-norm", True)):
    family.case(
        "transformerBlock of a decoder, " + norm, lambda i, n=first: decoder_layer(i, n),
        x=family.normal(2, 3, 4), memory=family.normal(2, 5, 4), **block_weights(4, 16, 3, 4),
    )

family.case(
    "swiGlu",
    lambda i: F.linear(
        F.silu(F.linear(i["x"], i["swiGlu.gate.weight"])) * F.linear(i["x"], i["swiGlu.up.weight"]),
        i["swiGlu.down.weight"],
    ),
    x=family.normal(2, 3, 4),
    **{
        "swiGlu.gate.weight": family.normal(5, 4),
        "swiGlu.up.weight": family.normal(5, 4),
        "swiGlu.down.weight": family.normal(4, 5),
    },
)
table = family.normal(6, 3)
family.case(
    "embed", lambda i: F.embedding(i["x"], i["embed.weight"]),
    x=family.whole(6, 2, 5), **{"embed.weight": table},
)
padded = table.clone()
padded[2] = 0
family.case(
    "embed with padding", lambda i: F.embedding(i["x"], i["embed.weight"], padding_idx=2),
    x=torch.tensor([[2, 0, 5, 2], [1, 1, 2, 3]]), **{"embed.weight": padded},
)
family.case(
    "lora",
    lambda i: F.linear(
        i["x"], i["dense.weight"] + 3 / 2 * i["dense.loraB"] @ i["dense.loraA"], i["dense.bias"]
    ),
    constant=("dense.weight", "dense.bias"),
    x=family.normal(3, 4),
    **{
        "dense.weight": family.normal(5, 4),
        "dense.bias": family.normal(5),
        "dense.loraA": family.normal(2, 4),
        "dense.loraB": family.normal(5, 2),
    },
)


def convolution(i, adjacency):
    loops = adjacency + torch.eye(adjacency.shape[0], dtype=i["x"].dtype)
    degree = torch.diag(loops.sum(1) ** -0.5)
    y = degree @ loops @ degree @ F.linear(i["x"], i["graphConvolution.weight"])
    return y + i["graphConvolution.bias"]


def graph_weights():
    return {
        "graphConvolution.weight": family.normal(3, 2),
        "graphConvolution.bias": family.normal(3),
    }


edges = torch.tensor([[0, 1, 0, 2], [1, 0, 1, 0], [0, 1, 0, 0], [2, 0, 0, 0]]).float()
family.case(
    "graphConvolution", lambda i: convolution(i, i["adjacency"]),
    x=family.normal(4, 2), adjacency=edges, **graph_weights(),
)
family.save()
