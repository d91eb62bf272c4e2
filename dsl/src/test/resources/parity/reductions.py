"""Reductions and similarities; see parity.py."""
import torch
import torch.nn.functional as F

from parity import Family

family = Family("reductions")
x = family.normal(3, 4, 2, scale=2)
for name, f in {
    "sum": lambda x: x.sum(),
    "sumAxes": lambda x: x.sum((0, -1)),
    "mean": lambda x: x.mean(),
    "meanKept": lambda x: x.mean(1, keepdim=True),
    "variance": lambda x: x.var(),
    "varianceOfPopulation": lambda x: x.var(1, unbiased=False),
    "varianceCorrection": lambda x: x.var((0, 1), correction=3, keepdim=True),
    "standardDeviation": lambda x: x.std(0),
    "standardDeviationOfPopulation": lambda x: x.std((0, 2), unbiased=False),
    "squaredNorm": lambda x: x.square().sum(-1),
    "norm": lambda x: torch.linalg.vector_norm(x),
    "normL1": lambda x: torch.linalg.vector_norm(x, 1, 1),
    "normL2": lambda x: torch.linalg.vector_norm(x, 2, (0, 2), keepdim=True),
    "normL3": lambda x: torch.linalg.vector_norm(x, 3, 0),
    "normGreatest": lambda x: torch.linalg.vector_norm(x, float("inf"), 2),
    "max": lambda x: x.amax(),
    "maxAxes": lambda x: x.amax((0, 2), keepdim=True),
    "min": lambda x: x.amin(1),
    "maxFirst": lambda x: x.max(1).values,
    "minFirst": lambda x: x.min(0, keepdim=True).values,
}.items():
    family.case(name, lambda i, f=f: f(i["x"]), x=x)

# ties, zeros, single numbers, and numbers far from 0
tied = torch.tensor([[2.0, 5.0, 5.0, -1.0], [3.0, 3.0, 3.0, 3.0], [-7.0, -7.0, 0.0, 0.0]])
for name, f in {
    "maxTied": lambda x: x.amax(1),
    "minTied": lambda x: x.amin(1),
    "maxTiedFirst": lambda x: x.max(1).values,
    "minTiedFirst": lambda x: x.min(1).values,
    "normGreatestTied": lambda x: torch.linalg.vector_norm(x, float("inf"), 1),
}.items():
    family.case(name, lambda i, f=f: f(i["x"]), x=tied)
zeros = torch.zeros(2, 3)
for name, f in {
    "normOfZeros": lambda x: torch.linalg.vector_norm(x, 2, 1),
    "normL1OfZeros": lambda x: torch.linalg.vector_norm(x, 1, 1),
    "normL3OfZeros": lambda x: torch.linalg.vector_norm(x, 3, 1),
    "standardDeviationOfZeros": lambda x: x.std(1),
}.items():
    family.case(name, lambda i, f=f: f(i["x"]), x=zeros)
family.case("varianceFarFromZero", lambda i: i["x"].var(), x=family.normal(7) + 1e3)
family.case("standardDeviationOfOne", lambda i: i["x"].std(1, unbiased=False), x=torch.ones(2, 1))

a = family.normal(3, 1, 4)
b = family.normal(2, 4)
family.case("dotProduct", lambda i: (i["a"] * i["b"]).sum(-1), a=a, b=b)
family.case("dotProductOfVectors", lambda i: torch.dot(i["a"], i["b"]), a=b[0], b=b[1])
cosine = lambda i: F.cosine_similarity(i["a"], i["b"], dim=-1)
family.case("cosineSimilarity", cosine, a=a, b=b)
family.case("cosineSimilarityOfZeros", cosine, a=torch.zeros(2, 4), b=b)
family.case(
    "cosineSimilarityEpsilon",
    lambda i: F.cosine_similarity(i["a"], i["b"], dim=-1, eps=0.5),
    a=family.normal(2, 4) + 1,
    b=b,
)
distance = lambda i: torch.linalg.vector_norm(i["a"] - i["b"], 2, -1)
family.case("euclideanDistance", distance, a=a, b=b)
family.case("euclideanDistanceOfEquals", distance, a=b, b=b)
family.case("pairwiseDistance", lambda i: F.pairwise_distance(i["a"], i["b"]), a=b + 1, b=b)
family.case("pairwiseDistanceOfEquals", lambda i: F.pairwise_distance(i["a"], i["b"]), a=b, b=b)
family.case(
    "projection",
    lambda i: (i["a"] * i["b"]).sum(-1, True) / (i["b"] * i["b"]).sum(-1, True) * i["b"],
    a=a,
    b=b,
)
family.save()
