package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.dsl.classroom.Mistake.Wrong;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;

/** Mistakes that any graph offers: a way that was not counted, a length that is a factor. */
final class WayMistakes {
    private WayMistakes() {}

    static List<Mistake> all() {
        return List.of(
                new Mistake("lost a way", WayMistakes::lost),
                new Mistake("a factor n too many", walk -> lengths(walk, true)),
                new Mistake("a factor n missing", walk -> lengths(walk, false)));
    }

    /** One use of a value. */
    private record Use(Call call, int input) {}

    private static List<Wrong> lost(Walk walk) {
        List<Call> steps = walk.steps();
        Stream<Node> values =
                Stream.concat(
                        Stream.of(walk.x()), steps.stream().flatMap(s -> s.outputs().stream()));
        return values.map(value -> uses(value, steps))
                .filter(uses -> uses.size() > 1)
                .flatMap(uses -> uses.stream().flatMap(use -> lost(walk, use, uses.size())))
                .toList();
    }

    private static List<Use> uses(Node value, List<Call> steps) {
        List<Use> uses = new ArrayList<>();
        for (Call step : steps) {
            for (int i = 0; i < step.inputs().size(); i++) {
                if (step.input(i) == value) {
                    uses.add(new Use(step, i));
                }
            }
        }
        return uses;
    }

    private static Stream<Wrong> lost(Walk walk, Use use, int ways) {
        Node value = use.call().input(use.input());
        String name = value == walk.x() ? walk.name() : value.label().orElse("A value");
        String explanation =
                "%s is used in %d places, and its gradient is the sum over them;"
                                .formatted(name, ways)
                        + " the one that comes back through %s is missing."
                                .formatted(way(walk.steps(), use.call()));
        return walk.wrong(explanation, Map.of(use.call(), Change.blocked(use.input()))).stream();
    }

    /** The first value with a name that is made from a call alone, such as Φ; else the call. */
    private static String way(List<Call> steps, Call use) {
        Call end = use;
        while (end.output(0).label().isEmpty()) {
            List<Use> uses = uses(end.output(0), steps);
            if (uses.size() != 1) {
                return Steps.name(use);
            }
            end = uses.get(0).call();
        }
        return end.output(0).label().get();
    }

    private static List<Wrong> lengths(Walk walk, boolean tooMany) {
        List<Wrong> wrongs = new ArrayList<>();
        Stream<Node> nodes =
                Stream.concat(Stream.of(walk.x()), walk.ways().stream().map(Walk.Way::dy));
        for (Shape shape : nodes.map(Node::shape).toList()) {
            for (Dim dim : shape.dims()) {
                wrongs.add(length(walk, tooMany, dim.toString(), dim.size()));
            }
        }
        String all = "how many numbers " + walk.name() + " has, " + walk.x().shape().elements();
        wrongs.add(length(walk, tooMany, all, walk.x().shape().elements()));
        return wrongs;
    }

    private static Wrong length(Walk walk, boolean tooMany, String name, long length) {
        return new Wrong(
                (tooMany
                                ? "Every number is too large by the factor n = "
                                : "Every number is too" + " small by the factor n = ")
                        + name
                        + ".",
                () -> walk.right().times(tooMany ? length : 1.0 / length));
    }
}
