"""Distributions: log densities, entropies and divergences; see parity.py."""
import torch
from torch.distributions import (
    Bernoulli,
    Categorical,
    Exponential,
    Laplace,
    MultivariateNormal,
    Normal,
    Uniform,
    kl_divergence,
)

from parity import Family

family = Family("distributions")
wide = torch.cat([family.normal(13, scale=3), torch.tensor([0.0, 1e4, -1e4, 1e-38, 30.0])])
mean = family.normal(18)
scale = family.uniform(0.1, 3, 18)

family.case("gaussian", lambda i: Normal(i["m"], i["s"]).log_prob(i["x"]), x=wide, m=mean, s=scale)
family.case(
    "gaussianBroadcast",
    lambda i: Normal(i["m"], i["s"]).log_prob(i["x"]),
    x=family.normal(3, 5),
    m=family.normal(5),
    s=family.uniform(0.1, 3, 3, 1),
)
family.case("laplace", lambda i: Laplace(i["m"], i["s"]).log_prob(i["x"]), x=wide, m=mean, s=scale)
family.case(
    "laplaceAtItsMean", lambda i: Laplace(i["m"], i["s"]).log_prob(i["x"]), x=mean, m=mean, s=scale
)
family.case(
    "exponential",
    lambda i: Exponential(i["s"]).log_prob(i["x"]),
    x=family.uniform(0, 9, 3, 5),
    s=family.uniform(0.2, 3, 5),
)
family.case(
    "uniform",
    lambda i: Uniform(i["m"], i["s"]).log_prob(i["x"]),
    constant=("x",),
    x=family.uniform(0, 1, 3, 5),
    m=family.uniform(-2, -1, 5),
    s=family.uniform(2, 3, 3, 1),
)
family.case(
    "bernoulli",
    lambda i: Bernoulli(probs=i["p"]).log_prob(i["k"].to(i["p"].dtype)),
    k=family.whole(2, 4, 7),
    p=family.uniform(0.01, 0.99, 7),
)
family.case(
    "bernoulliLogits",
    lambda i: Bernoulli(logits=i["a"]).log_prob(i["k"].to(i["a"].dtype)),
    k=family.whole(2, 18),
    a=wide,
)
family.case(
    "categorical",
    lambda i: Categorical(probs=i["p"]).log_prob(i["k"]),
    k=family.whole(5, 6),
    p=family.uniform(0.05, 0.9, 6, 5),
)
family.case(
    "categoricalLogits",
    lambda i: Categorical(logits=i["a"]).log_prob(i["k"]),
    k=family.whole(5, 6),
    a=family.normal(6, 5, scale=5),
)


def factor(n):
    """A lower triangular matrix with a positive diagonal."""
    return torch.tril(family.normal(n, n), -1) + torch.diag(family.uniform(0.5, 2, n))


for n, batch in ((3, (4,)), (1, (5,)), (6, (2, 3)), (2, ())):
    family.case(
        "multivariateGaussian%d" % n,
        lambda i: MultivariateNormal(i["m"], scale_tril=torch.tril(i["l"])).log_prob(i["x"]),
        x=family.normal(*batch, n),
        m=family.normal(n),
        l=factor(n),
    )

probabilities = torch.softmax(family.normal(3, 5), -1)
others = torch.softmax(family.normal(3, 5), -1)
family.case("entropy", lambda i: Categorical(probs=i["p"]).entropy(), p=probabilities)
family.case(
    "relativeEntropy",
    lambda i: kl_divergence(Categorical(probs=i["p"]), Categorical(probs=i["q"])),
    p=probabilities,
    q=others,
)
family.case(
    "relativeEntropyBernoulli",
    lambda i: kl_divergence(Bernoulli(probs=i["p"]), Bernoulli(probs=i["q"])),
    p=family.uniform(0.05, 0.95, 7),
    q=family.uniform(0.05, 0.95, 7),
)
family.case(
    "gaussianRelativeEntropy",
    lambda i: kl_divergence(Normal(i["m"], i["s"]), Normal(i["n"], i["t"])),
    m=family.normal(3, 5),
    s=family.uniform(0.2, 3, 3, 5),
    n=family.normal(5),
    t=family.uniform(0.2, 3, 5),
)
family.case(
    "multivariateGaussianRelativeEntropy",
    lambda i: kl_divergence(
        MultivariateNormal(i["m"], scale_tril=torch.tril(i["l"])),
        MultivariateNormal(i["n"], scale_tril=torch.tril(i["k"])),
    ),
    m=family.normal(3),
    l=factor(3),
    n=family.normal(3),
    k=factor(3),
)

# entropies as numbers, of distributions with these parameters
numbers = dict(m=family.normal(1), s=family.uniform(0.2, 3, 1))
for name, entropy in (
    ("gaussianEntropy", lambda i: Normal(i["m"], i["s"]).entropy()),
    ("laplaceEntropy", lambda i: Laplace(i["m"], i["s"]).entropy()),
    ("exponentialEntropy", lambda i: Exponential(i["s"]).entropy()),
    ("uniformEntropy", lambda i: Uniform(i["m"] - i["s"], i["m"] + i["s"]).entropy()),
):
    family.case(name, entropy, constant=("m", "s"), **numbers)
family.case(
    "bernoulliEntropy",
    lambda i: Bernoulli(probs=i["p"]).entropy(),
    constant=("p",),
    p=family.uniform(0.1, 0.9, 1),
)
family.case(
    "multivariateGaussianEntropy",
    lambda i: MultivariateNormal(i["m"], scale_tril=i["l"]).entropy().reshape(1),
    constant=("m", "l"),
    m=family.normal(3),
    l=factor(3),
)
family.save()
