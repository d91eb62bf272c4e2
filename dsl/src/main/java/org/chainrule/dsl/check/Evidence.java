package org.chainrule.dsl.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.ledger.Difference;
import org.chainrule.dsl.ledger.Entry;
import org.chainrule.dsl.ledger.Row;
import org.chainrule.dsl.ledger.Verdict;

/** What a tensor's gradients say, number by number, and the verdict that follows. */
final class Evidence {
    private static final int SUSPECTS = 8; // more kinks than these count as a failure

    private final NumericArray shaped;
    private final double[] manual;
    private final double[] autograd;
    private final GradientCheck options;
    private final double greatest;
    private final BitSet apart = new BitSet(); // where manual and autograd differ
    private final List<Integer> suspects; // the worst of these
    private final Map<Integer, Probe.Slope> slopes = new LinkedHashMap<>();

    Evidence(NumericArray byHand, NumericArray byAutograd, GradientCheck options) {
        this.options = options;
        shaped = byHand;
        manual = byHand.values();
        autograd = byAutograd.values();
        if (!Arrays.equals(byHand.sizes(), byAutograd.sizes())) {
            throw new IllegalStateException(
                    "a gradient must have the shape of its variable "
                            + Shape.of(byAutograd.sizes())
                            + ", but by hand it has "
                            + Shape.of(byHand.sizes()));
        }
        greatest =
                IntStream.range(0, manual.length)
                        .mapToDouble(i -> Math.max(Math.abs(manual[i]), Math.abs(autograd[i])))
                        .max()
                        .orElse(0);
        IntStream.range(0, manual.length)
                .filter(i -> !options.analytic().allows(manual[i], autograd[i], greatest))
                .forEach(apart::set);
        suspects =
                apart.stream()
                        .boxed()
                        .sorted(Comparator.comparingDouble(this::distance).reversed())
                        .limit(SUSPECTS)
                        .toList();
    }

    private double distance(int place) {
        return Math.abs(manual[place] - autograd[place]);
    }

    Row row(Comparison.Tensor tensor, Probe probe) {
        for (int place : places(tensor.path())) {
            slopes.put(place, probe.slope(Subject.variable(tensor.variable()), place));
        }
        List<Integer> smooth = slopes.keySet().stream().filter(i -> !isKink(i)).toList();
        double[] hand = smooth.stream().mapToDouble(i -> manual[i]).toArray();
        double[] auto = smooth.stream().mapToDouble(i -> autograd[i]).toArray();
        double[] central = smooth.stream().mapToDouble(i -> slopes.get(i).central()).toArray();
        boolean isExact = Arrays.equals(manual, autograd);
        Difference analytic = Difference.of(manual, autograd);
        return new Row(
                tensor.path(),
                tensor.kind(),
                Shape.of(shaped.sizes()),
                Math.sqrt(Arrays.stream(manual).map(x -> x * x).sum()),
                analytic,
                Difference.of(hand, central),
                Difference.of(auto, central),
                isExact,
                isExact ? 0 : analytic.greatest() / options.format().ulp(greatest),
                slopes.size(),
                slopes.size() - smooth.size(),
                verdict(),
                worst(),
                "");
    }

    /** The numbers that central differences are taken for: a sample, and the worst suspects. */
    private List<Integer> places(String path) {
        if (options.samples() == 0) {
            return List.of();
        }
        List<Integer> places = new ArrayList<>(suspects);
        SplittableRandom random = new SplittableRandom(options.seed() + path.hashCode());
        int count = Math.min(options.samples(), manual.length);
        IntStream sample =
                count == manual.length
                        ? IntStream.range(0, count)
                        : random.ints(0, manual.length).distinct().limit(count);
        sample.filter(i -> !places.contains(i)).sorted().forEach(places::add);
        return places;
    }

    private boolean isKink(int place) {
        return slopes.containsKey(place) && slopes.get(place).isKink();
    }

    /** Whether a number's gradients agree, or each lies between the slopes of a kink. */
    private boolean holds(int place) {
        Probe.Slope slope = slopes.get(place);
        if (slope == null) {
            return !apart.get(place);
        }
        if (slope.isKink()) {
            return slope.admits(manual[place]) && slope.admits(autograd[place]);
        }
        double central = slope.central();
        return !apart.get(place)
                && options.numerical().allows(manual[place], central, central)
                && options.numerical().allows(autograd[place], central, central);
    }

    private Verdict verdict() {
        IntStream looked = slopes.keySet().stream().mapToInt(Integer::intValue);
        boolean fails = !IntStream.concat(apart.stream(), looked).allMatch(this::holds);
        boolean hasKinks = slopes.keySet().stream().anyMatch(this::isKink);
        return fails ? Verdict.FAIL : hasKinks ? Verdict.KINK : Verdict.PASS;
    }

    /** The number that fails most, else of those looked at the one that differs most. */
    private Optional<Entry> worst() {
        Comparator<Integer> byTrouble =
                Comparator.<Integer, Boolean>comparing(i -> !holds(i))
                        .thenComparingDouble(this::trouble);
        Stream<Integer> looked = Stream.concat(suspects.stream(), slopes.keySet().stream());
        return looked.max(byTrouble).map(this::entry);
    }

    private double trouble(int place) {
        double central = slopes.containsKey(place) ? slopes.get(place).central() : manual[place];
        return Math.max(distance(place), isKink(place) ? 0 : Math.abs(manual[place] - central));
    }

    private Entry entry(int place) {
        double central = slopes.containsKey(place) ? slopes.get(place).central() : Double.NaN;
        List<Integer> index = Entry.index(place, shaped.sizes());
        return new Entry(index, manual[place], autograd[place], central);
    }
}
