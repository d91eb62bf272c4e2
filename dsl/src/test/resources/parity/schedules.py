"""Schedules; see parity.py. A case is the rate at each of the steps 0 to 60."""
import torch
from torch.optim import lr_scheduler as s

from parity import Family, encode

STEPS = 61
PEAK = 0.1

family = Family("schedules")


def case(name, make):
    """The rates of a scheduler on an optimizer whose own rate is PEAK."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=PEAK)
    schedule = make(optimizer)
    rates = []
    for _ in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    y = torch.tensor(rates, dtype=torch.float64)
    family.add(
        name, {}, {"double": {"y": encode(y, "double")}, "float": {"y": encode(y.float(), "float")}}
    )


case("constant", lambda o: s.LambdaLR(o, lambda t: 1.0))
case("stepDecay 7", lambda o: s.StepLR(o, 7))
case("stepDecay 10 by 0.5", lambda o: s.StepLR(o, 10, gamma=0.5))
case("milestones 5 20 40", lambda o: s.MultiStepLR(o, [5, 20, 40]))
case("milestones 3 4 by 0.7", lambda o: s.MultiStepLR(o, [3, 4], gamma=0.7))
case("exponential 0.93", lambda o: s.ExponentialLR(o, 0.93))
case("linear 12", lambda o: s.LinearLR(o, total_iters=12))
case("linear 30 from 1 to 0.2", lambda o: s.LinearLR(o, start_factor=1, end_factor=0.2, total_iters=30))
case("polynomial 40", lambda o: s.PolynomialLR(o, total_iters=40))
case("polynomial 50 squared", lambda o: s.PolynomialLR(o, total_iters=50, power=2))
case("cosineAnnealing 60", lambda o: s.CosineAnnealingLR(o, 60))
case("cosineAnnealing 25 to 0.01", lambda o: s.CosineAnnealingLR(o, 25, eta_min=0.01))
case("cosineRestarts 15", lambda o: s.CosineAnnealingWarmRestarts(o, 15))
case("cosineRestarts 8 doubled to 0.001", lambda o: s.CosineAnnealingWarmRestarts(o, 8, T_mult=2, eta_min=0.001))
case("oneCycle 62", lambda o: s.OneCycleLR(o, max_lr=PEAK, total_steps=62, cycle_momentum=False))
case(
    "oneCycle 80 rise 0.45 divisors 10 100",
    lambda o: s.OneCycleLR(
        o, max_lr=PEAK, total_steps=80, pct_start=0.45, div_factor=10, final_div_factor=100, cycle_momentum=False
    ),
)
case("cyclic 9 from 0.02", lambda o: s.CyclicLR(o, base_lr=0.02, max_lr=PEAK, step_size_up=9, cycle_momentum=False))
case(
    "linear then exponential",
    lambda o: s.SequentialLR(
        o, [s.LinearLR(o, total_iters=10), s.ExponentialLR(o, 0.9)], milestones=[10]
    ),
)
family.save()
