package org.chainrule.dsl.classroom;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.LookUp;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.Attention;
import org.chainrule.dsl.ops.BatchNorm;
import org.chainrule.dsl.ops.CrossEntropy;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.LayerNorm;
import org.chainrule.dsl.ops.Linear;
import org.chainrule.dsl.ops.Relu;
import org.chainrule.dsl.ops.Sigmoid;
import org.chainrule.dsl.ops.Softmax;
import org.chainrule.dsl.ops.Tanh;

/** Exercises that are ready to be set. */
public final class Exercises {
    private static final Dim N = Dim.of("n", 4);
    private static final Dim WIDTH = Dim.of("width", 5);
    private static final Dim CLASSES = Dim.of("classes", 5);
    private static final double EPSILON = 1e-5;

    private Exercises() {}

    /** All of them, the easier first. */
    public static List<Exercise> all() {
        return List.of(
                tanh(),
                sigmoid(),
                relu(),
                gelu(),
                mean(),
                meanSquaredError(),
                linear(),
                embedding(),
                softmax(),
                crossEntropy(),
                layerNorm(),
                batchNorm(),
                attention());
    }

    /**
     * An exercise on an expression of one's own, whose solution follows from the chain rule.
     *
     * @param title what it is about
     * @param formula the forward pass
     * @param givens its inputs, with axes of different lengths
     */
    public static Exercise of(String title, Function<List<Node>, Node> formula, Given... givens) {
        List<String> names = Stream.of(givens).map(Given::name).toList();
        return Exercise.of(title, new Expression(title, names, formula), givens);
    }

    /** y = tanh x, element by element. */
    public static Exercise tanh() {
        return Exercise.of("tanh", new Tanh(), Given.reals("x", N))
                .hinting("The derivative of tanh is written most easily by its own value.");
    }

    /** y = 1/(1 + e⁻ˣ), element by element. */
    public static Exercise sigmoid() {
        return Exercise.of("sigmoid", new Sigmoid(), Given.reals("x", N))
                .hinting("The derivative of the sigmoid is written most easily by its own value.");
    }

    /** y = max(x, 0), element by element. */
    public static Exercise relu() {
        return Exercise.of("relu", new Relu(), Given.reals("x", N))
                .hinting("What was set to 0 on the way forward lets nothing back.");
    }

    /** y = x·Φ(x), element by element. */
    public static Exercise gelu() {
        return Exercise.of("gelu", new Gelu(), Given.reals("x", N))
                .hinting("It is a product of two functions of x.");
    }

    /** The mean of all numbers. */
    public static Exercise mean() {
        return of("mean", in -> in.get(0).mean(), Given.reals("x", N, WIDTH))
                .hinting("How much does the mean grow where one number grows by 1?");
    }

    /** The mean of the squared differences of x and t. */
    public static Exercise meanSquaredError() {
        return of(
                        "mean squared error",
                        in -> in.get(0).minus(in.get(1)).square().mean(),
                        Given.reals("x", N, WIDTH),
                        Given.reals("t", N, WIDTH))
                .hinting("First the square, then the mean. The two inputs differ by a sign.");
    }

    /** y = x·Wᵀ + b: dx, dW and db. */
    public static Exercise linear() {
        Dim in = Dim.of("in", 5);
        Dim out = Dim.of("out", 3);
        return Exercise.of(
                        "linear",
                        new Linear(),
                        Given.reals("x", N, in),
                        Given.reals("W", out, in),
                        Given.reals("b", out))
                .hinting(
                        "There is only one way to multiply dy with W, and dy with x, so that the"
                                + " shapes come out right.",
                        "b is added to each row.");
    }

    /** Rows of a table, by their index: the gradient of the table. */
    public static Exercise embedding() {
        Dim vocabulary = Dim.of("vocabulary", 6);
        return Exercise.of(
                        "embedding",
                        new LookUp(),
                        Given.reals("table", vocabulary, WIDTH),
                        Given.along("index", vocabulary, N))
                .hinting(
                        "Each row of dy belongs to the row of the table that it was taken from.",
                        "A row that was taken twice gets both.");
    }

    /** y = softmax x over the last axis. */
    public static Exercise softmax() {
        return Exercise.of("softmax", new Softmax(), Given.reals("x", N, CLASSES))
                .hinting(
                        "Each result depends on each input of its row.",
                        "Write it by y: first the part of the numerator, then the part of the sum.");
    }

    /** The mean cross-entropy between class scores and the right classes. */
    public static Exercise crossEntropy() {
        return Exercise.of(
                        "cross-entropy",
                        new CrossEntropy(-100),
                        Given.reals("x", N, CLASSES),
                        Given.along("target", CLASSES, N))
                .hinting(
                        "Softmax and the logarithm together are simpler than each of them.",
                        "What is it that the gradient pulls the probabilities to?");
    }

    /** Layer normalization with scale and shift. */
    public static Exercise layerNorm() {
        return Exercise.of(
                        "layer norm",
                        new LayerNorm(EPSILON),
                        Given.reals("x", N, WIDTH),
                        Given.reals("gamma", WIDTH),
                        Given.reals("beta", WIDTH))
                .hinting(
                        "x goes in three times: itself, through the mean, and through the variance.",
                        "call.output(1) is the mean, call.output(2) is 1/√(variance + ε).");
    }

    /** Batch normalization in training, with scale and shift. */
    public static Exercise batchNorm() {
        return Exercise.of(
                        "batch norm",
                        new BatchNorm(EPSILON),
                        Given.reals("x", N, WIDTH),
                        Given.reals("gamma", WIDTH),
                        Given.reals("beta", WIDTH))
                .hinting(
                        "It is layer normalization, but each column is normalized, not each row.",
                        "x goes in three times: itself, through the mean, and through the variance.",
                        "call.output(1) is the mean, call.output(2) is 1/√(variance + ε).");
    }

    /** Causal attention: dq, dk and dv. */
    public static Exercise attention() {
        Dim batch = Dim.of("batch", 2);
        Dim time = Dim.of("time", 5);
        Dim width = Dim.of("width", 4);
        return Exercise.of(
                        "attention",
                        new Attention(true, 0),
                        Given.reals("q", batch, time, width),
                        Given.reals("k", batch, time, width),
                        Given.reals("v", batch, time, width))
                .hinting(
                        "Back through the product with v, then the softmax, then the scores.",
                        "call.output(2) holds the weights P after the softmax.");
    }

    /** An op that is an expression of its inputs and nothing else. */
    private record Expression(
            String name, List<String> inputSymbols, Function<List<Node>, Node> formula)
            implements Op {

        @Override
        public List<Node> forward(List<Node> inputs) {
            return List.of(formula.apply(inputs));
        }
    }
}
