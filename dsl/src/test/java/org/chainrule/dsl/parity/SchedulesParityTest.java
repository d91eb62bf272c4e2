package org.chainrule.dsl.parity;

import static org.chainrule.dsl.schedules.Schedules.constant;
import static org.chainrule.dsl.schedules.Schedules.cosineAnnealing;
import static org.chainrule.dsl.schedules.Schedules.cosineRestarts;
import static org.chainrule.dsl.schedules.Schedules.cyclic;
import static org.chainrule.dsl.schedules.Schedules.exponential;
import static org.chainrule.dsl.schedules.Schedules.linear;
import static org.chainrule.dsl.schedules.Schedules.milestones;
import static org.chainrule.dsl.schedules.Schedules.oneCycle;
import static org.chainrule.dsl.schedules.Schedules.polynomial;
import static org.chainrule.dsl.schedules.Schedules.stepDecay;

import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.schedules.Schedule;

final class SchedulesParityTest extends ParityTest {
    private static final double PEAK = 0.1;

    SchedulesParityTest() {
        super("schedules");
    }

    @Override
    Map<String, Subject> subjects() {
        Map<String, Schedule> schedules = new LinkedHashMap<>();
        schedules.put("constant", constant());
        schedules.put("stepDecay 7", stepDecay(7));
        schedules.put("stepDecay 10 by 0.5", stepDecay(10).factor(0.5));
        schedules.put("milestones 5 20 40", milestones(5, 20, 40));
        schedules.put("milestones 3 4 by 0.7", milestones(3, 4).factor(0.7));
        schedules.put("exponential 0.93", exponential(0.93));
        schedules.put("linear 12", linear(12));
        schedules.put("linear 30 from 1 to 0.2", linear(30).from(1).to(0.2));
        schedules.put("polynomial 40", polynomial(40));
        schedules.put("polynomial 50 squared", polynomial(50).power(2));
        schedules.put("cosineAnnealing 60", cosineAnnealing(60));
        schedules.put("cosineAnnealing 25 to 0.01", cosineAnnealing(25).floor(0.01));
        schedules.put("cosineRestarts 15", cosineRestarts(15));
        schedules.put(
                "cosineRestarts 8 doubled to 0.001", cosineRestarts(8).growth(2).floor(0.001));
        schedules.put("oneCycle 62", oneCycle(62));
        schedules.put(
                "oneCycle 80 rise 0.45 divisors 10 100", oneCycle(80).rise(0.45).divisors(10, 100));
        schedules.put("cyclic 9 from 0.02", cyclic(9, 0.02));
        schedules.put("linear then exponential", linear(10).until(10, exponential(0.9)));
        Map<String, Subject> subjects = new LinkedHashMap<>();
        schedules.forEach((name, schedule) -> subjects.put(name, rates(schedule)));
        return subjects;
    }

    /** The rates of as many steps as the reference has. */
    private static Subject rates(Schedule schedule) {
        return (reference, type, gradients) -> {
            int steps = reference.doubles().get("y").count();
            double[] rates =
                    LongStream.range(0, steps).mapToDouble(t -> schedule.rate(PEAK, t)).toArray();
            NumericArray y = NumericArray.of(rates, steps);
            return Map.of("y", type == DataType.FLOAT64 ? y : y.map(rate -> (float) rate));
        };
    }
}
