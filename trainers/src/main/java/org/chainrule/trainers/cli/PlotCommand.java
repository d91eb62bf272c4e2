package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chainrule.datasets.generators.Generators;
import org.chainrule.dsl.descent.DescentPath;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.Catalogue;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.schedules.Schedule;
import org.chainrule.dsl.schedules.Schedules;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.trainers.depth.DeepNet;
import org.chainrule.trainers.plots.ActivationPlot;
import org.chainrule.trainers.plots.DepthPlot;
import org.chainrule.trainers.plots.DescentPlot;
import org.chainrule.trainers.plots.Picture;
import org.chainrule.trainers.plots.SchedulePlot;
import org.chainrule.trainers.plots.ScoreScalingPlot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws what people would rather look at. */
@Command(
        name = "plot",
        description = {
            "Draws what is better looked at than read.",
            "  activations  ops of each element with their derivatives, where they saturate",
            "  schedules    learning rates by step",
            "  depth        gradient norms in deep networks: they vanish, explode or stay",
            "  descent      paths of optimizers over the contours of a function of x and y",
            "  scaling      why attention divides its scores by the root of the head size",
            "  boundary     where a small network, trained in a second, parts classes of points"
        },
        footer = {
            "",
            "Examples:",
            "  chainrule plot activations",
            "  chainrule plot activations gelu silu relu --out gates.svg",
            "  chainrule plot schedules oneCycle warmupCosine",
            "  chainrule plot depth --layers 50",
            "  chainrule plot descent sgd momentum adam --function '(1-x)^2 + 100(y-x^2)^2'"
                    + " --from=-1.5,2",
            "  chainrule plot boundary --data moons"
        })
final class PlotCommand implements Runnable {
    private static final int STEPS = 100; // of schedules
    private static final int POWER = 10; // of the greatest head size

    /** What is drawn. */
    enum What {
        ACTIVATIONS,
        SCHEDULES,
        DEPTH,
        DESCENT,
        SCALING,
        BOUNDARY
    }

    @Parameters(
            index = "0",
            arity = "0..1", // so that run says what is missing
            paramLabel = "WHAT",
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private What what;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "NAME",
            description =
                    "Which activations, schedules or optimizers, as list names them. Without them,"
                            + " some that differ.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A .png or .svg file; WHAT.png by default.")
    private Path out;

    @Option(
            names = "--layers",
            paramLabel = "N",
            defaultValue = "50",
            description = "How deep the networks of depth are; ${DEFAULT-VALUE} by default.")
    private int layers;

    @Option(
            names = "--function",
            paramLabel = "EXPRESSION",
            defaultValue = "(x^2 + 20 y^2)/10",
            description = "What descent goes down, in x and y; ${DEFAULT-VALUE} by default.")
    private String function;

    @Option(
            names = "--from",
            paramLabel = "X,Y",
            split = ",",
            defaultValue = "-4,2",
            description = "Where descent begins; ${DEFAULT-VALUE} by default.")
    private List<Double> start;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many steps descent makes; ${DEFAULT-VALUE} by default.")
    private int steps;

    @Option(
            names = "--data",
            paramLabel = "NAME",
            defaultValue = "spirals",
            description =
                    "The points of boundary: spirals, moons, circles, xor, blobs or logistic;"
                            + " ${DEFAULT-VALUE} by default.")
    private String data;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "What points and first weights of boundary are drawn from; ${DEFAULT-VALUE} by"
                            + " default.")
    private long seed;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        if (what == null) {
            throw new ChainruleException(
                    "plot",
                    "WHAT must be one that there is",
                    "but none was given",
                    "Choose from "
                            + String.join(
                                    ", ", Stream.of(What.values()).map(PlotCommand::word).toList())
                            + ".");
        }
        Positive.require("--layers", layers);
        Positive.require("--steps", steps);
        Path file = out == null ? Path.of(word(what) + ".png") : out;
        Picture.requireEnding("--out", file);
        switch (what) {
            case ACTIVATIONS -> activations().write(file);
            case SCHEDULES -> new SchedulePlot(chosen("schedule", schedules()), STEPS).write(file);
            case DEPTH -> new DepthPlot(DeepNet.all(layers)).write(file);
            case DESCENT -> descent().write(file);
            case SCALING -> new ScoreScalingPlot(POWER).write(file);
            case BOUNDARY -> boundary().draw(file, spec.commandLine().getErr());
        }
        PrintWriter screen = spec.commandLine().getOut();
        screen.println(file);
        screen.flush();
    }

    private static String word(What what) {
        return what.name().toLowerCase(Locale.ROOT);
    }

    private ActivationPlot activations() {
        Map<String, Op> ops = new TreeMap<>();
        Catalogue.ops().stream()
                .filter(op -> op.examples().get(0).variables().size() == 1)
                .forEach(op -> ops.put(op.name(), op.examples().get(0).call().op()));
        List<String> wanted = names.isEmpty() ? List.of("sigmoid", "tanh", "relu", "gelu") : names;
        return ActivationPlot.of(
                wanted.stream().map(name -> found("op", name, ops)).toArray(Op[]::new));
    }

    private Boundary boundary() {
        if (!names.isEmpty()) {
            throw new ChainruleException(
                    "plot",
                    "the points of boundary must be given by --data",
                    "but found " + String.join(" ", names),
                    "Write --data " + names.get(0) + ".");
        }
        return new Boundary(Generators.named(data), seed);
    }

    private static Map<String, Schedule> schedules() {
        Map<String, Schedule> schedules = new LinkedHashMap<>();
        schedules.put("warmupCosine", Schedules.warmupCosine(10, STEPS));
        schedules.put("stepDecay", Schedules.stepDecay(30).factor(0.5));
        schedules.put("exponential", Schedules.exponential(0.96));
        schedules.put("linear", Schedules.linear(STEPS).from(1).to(0));
        schedules.put("oneCycle", Schedules.oneCycle(STEPS));
        schedules.put("inverseSquareRoot", Schedules.inverseSquareRoot(10));
        schedules.put("cosineRestarts", Schedules.cosineRestarts(25));
        schedules.put("constant", Schedules.constant());
        schedules.put("cosineAnnealing", Schedules.cosineAnnealing(STEPS));
        schedules.put("milestones", Schedules.milestones(40, 80));
        schedules.put("polynomial", Schedules.polynomial(STEPS).power(2));
        schedules.put("cyclic", Schedules.cyclic(25, 0));
        return schedules;
    }

    private DescentPlot descent() {
        Map<String, Optimizer> optimizers = new LinkedHashMap<>();
        optimizers.put("sgd", Optimizers.sgd(0.2));
        optimizers.put("momentum", Optimizers.sgd(0.05).momentum(0.9));
        optimizers.put("nesterov", Optimizers.sgd(0.05).nesterov(0.9));
        optimizers.put("adam", Optimizers.adam(0.3));
        optimizers.put("rmsprop", Optimizers.rmsProp(0.1));
        optimizers.put("adagrad", Optimizers.adagrad(0.8));
        optimizers.put("lion", Optimizers.lion(0.1));
        Map<String, Optimizer> wanted =
                names.isEmpty()
                        ? chosen(
                                "optimizer",
                                optimizers,
                                List.of("sgd", "momentum", "adam", "rmsprop"))
                        : chosen("optimizer", optimizers, names);
        Expression f = Expression.parse(function);
        List<DescentPath> paths = new ArrayList<>();
        wanted.forEach(
                (name, optimizer) -> paths.add(DescentPath.of(name, f, optimizer, start, steps)));
        return new DescentPlot(f, paths);
    }

    /** Those that were named; the first six where none was. */
    private <T> Map<String, T> chosen(String kind, Map<String, T> all) {
        return chosen(kind, all, names.isEmpty() ? all.keySet().stream().limit(6).toList() : names);
    }

    private static <T> Map<String, T> chosen(String kind, Map<String, T> all, List<String> wanted) {
        Map<String, T> some = new LinkedHashMap<>();
        wanted.forEach(name -> some.put(name, found(kind, name, all)));
        return some;
    }

    private static <T> T found(String kind, String name, Map<String, T> all) {
        return all.entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(
                        () ->
                                new ChainruleException(
                                        "plot",
                                        "there must be such "
                                                + (kind.equals("schedule") ? "a " : "an ")
                                                + kind,
                                        "but found " + name,
                                        "Choose from " + String.join(", ", all.keySet()) + "."));
    }
}
