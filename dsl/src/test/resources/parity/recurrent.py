"""Recurrent layers; see parity.py."""
import torch
from torch import nn

from parity import Family

family = Family("recurrent")


def layer(name, kind, path, steps=4, batch=2, inputs=3, width=2, scale=1.0, **options):
    """A layer of PyTorch with parameters that are drawn here."""
    made = kind(inputs, width, batch_first=True, **options)
    weights = {
        k: family.normal(*p.shape, scale=0.5 * scale) for k, p in made.named_parameters()
    }

    directions = 2 if options.get("bidirectional") else 1
    count = options.get("num_layers", 1)

    def compute(i):
        x = i["x"]
        state = torch.zeros(count * directions, x.shape[0], width, dtype=x.dtype)
        function = {
            "RNN_TANH": torch.rnn_tanh,
            "RNN_RELU": torch.rnn_relu,
            "LSTM": torch.lstm,
            "GRU": torch.gru,
        }[made.mode]
        return function(
            x,
            (state, state) if made.mode == "LSTM" else state,
            [i[path + "." + k] for k in weights],
            options.get("bias", True),
            count,
            0.0,
            True,
            directions == 2,
            True,
        )[0]

    x = family.normal(batch, steps, inputs, scale=scale)
    family.case(name, compute, x=x, **{path + "." + k: v for k, v in weights.items()})


layer("rnn tanh", nn.RNN, "rnn")
layer("rnn relu", nn.RNN, "rnn", nonlinearity="relu")
layer("rnn, two layers, both directions", nn.RNN, "rnn", num_layers=2, bidirectional=True)
layer("rnn without bias", nn.RNN, "rnn", bias=False)
layer("lstm", nn.LSTM, "lstm")
layer("lstm, three layers", nn.LSTM, "lstm", num_layers=3)
layer("lstm, both directions", nn.LSTM, "lstm", bidirectional=True)
layer("lstm, two layers, both directions", nn.LSTM, "lstm", num_layers=2, bidirectional=True)
layer("lstm without bias", nn.LSTM, "lstm", bias=False)
layer("lstm, one step of one example", nn.LSTM, "lstm", steps=1, batch=1, inputs=1, width=1)
layer("lstm, large values", nn.LSTM, "lstm", scale=30.0)
layer("lstm, long", nn.LSTM, "lstm", steps=40, batch=1)
layer("gru", nn.GRU, "gru")
layer("gru, two layers, both directions", nn.GRU, "gru", num_layers=2, bidirectional=True)
layer("gru without bias", nn.GRU, "gru", bias=False)
layer("gru, large values", nn.GRU, "gru", scale=30.0)


def reset_first(i):
    """The first paper's form, which PyTorch does not have."""
    h = torch.zeros(i["x"].shape[0], 2, dtype=i["x"].dtype)
    w, b = i["gru.weight_hh_l0"], i["gru.bias_hh_l0"]
    steps = []
    for t in range(i["x"].shape[1]):
        z = i["x"][:, t] @ i["gru.weight_ih_l0"].t() + i["gru.bias_ih_l0"]
        r, u = torch.sigmoid(z[:, :4] + h @ w[:4].t() + b[:4]).chunk(2, -1)
        n = torch.tanh(z[:, 4:] + (r * h) @ w[4:].t() + b[4:])
        h = (1 - u) * n + u * h
        steps.append(h)
    return torch.stack(steps, 1)


family.case(
    "gru that resets first",
    reset_first,
    x=family.normal(2, 4, 3),
    **{
        "gru.weight_ih_l0": family.normal(6, 3),
        "gru.weight_hh_l0": family.normal(6, 2),
        "gru.bias_ih_l0": family.normal(6),
        "gru.bias_hh_l0": family.normal(6),
    },
)
family.save()
