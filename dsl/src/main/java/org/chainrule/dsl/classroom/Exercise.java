package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Sizes;
import org.chainrule.dsl.graph.Type;
import org.chainrule.dsl.ops.Catalogue;

/**
 * An exercise: find the gradients of an op by hand. The answer is a backward pass in the language
 * of {@link Node}, and is compared with the op's own on numbers drawn from a seed, in several
 * sizes; nothing native is needed.
 *
 * <pre>{@code
 * import org.chainrule.dsl.classroom.Exercises;
 *
 * var exercise = Exercises.linear();
 * exercise.hint(1);
 * var grade = exercise.grade(
 *         (call, dy) -> List.of(
 *                 dy.matmul(call.input(1)),
 *                 dy.transpose().matmul(call.input(0)),
 *                 dy)); // must be summed over n
 * grade.text(); // says so
 * }</pre>
 *
 * @param title what it is about
 * @param op what is to be differentiated
 * @param givens its inputs. Axes that are declared with the same length are taken to be the same
 *     axis, so give different axes different lengths; none may be open
 * @param hints hints, each of which says more than the one before
 * @param mistakes the mistakes that are recognized
 * @param seed what the numbers are drawn from
 */
public record Exercise(
        String title,
        Op op,
        List<Given> givens,
        List<String> hints,
        List<Mistake> mistakes,
        long seed) {
    /** The seed of an exercise that names none. */
    public static final long SEED = 1337;

    private static final long SQUARE = 3;

    /**
     * Copies of the lists.
     *
     * @throws ChainruleException where the op does not take the inputs, none has a gradient, or two
     *     have the same name
     */
    public Exercise {
        givens = List.copyOf(givens);
        hints = List.copyOf(hints);
        mistakes = List.copyOf(mistakes);
        List<String> names = givens.stream().map(Given::name).distinct().toList();
        if (names.size() < givens.size() || names.contains(Trial.DY)) {
            throw new ChainruleException(
                    title,
                    "each input must have a name of its own, and none dy",
                    "but found " + givens.stream().map(Given::name).toList(),
                    "Name them otherwise.");
        }
        if (givens.stream().noneMatch(Given::isReal)) {
            throw new ChainruleException(
                    title,
                    "an exercise must have an input of real numbers",
                    "but found none",
                    "Only real numbers have a gradient.");
        }
        try {
            Trial.drawn(op, givens, Lengths.declared(givens), seed);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ChainruleException(
                    title,
                    "the op must take its inputs",
                    "but it says: " + e.getMessage(),
                    "Give inputs of other shapes.",
                    e);
        }
    }

    /** An exercise on an op with these inputs. */
    public static Exercise of(String title, Op op, Given... givens) {
        List<Given> inputs = List.of(givens);
        return new Exercise(title, op, inputs, List.of(), Mistakes.usual(), SEED).hinted();
    }

    /**
     * An exercise on an op of one's own, with inputs named x0, x1, …, whose domains are those of
     * the first of its {@code public static List<Example> examples()} that has the same attributes.
     *
     * @throws ChainruleException where it has no such example
     */
    public static Exercise of(Op op) {
        Example example =
                new Catalogue.Entry(op.getClass())
                        .examples().stream()
                                .filter(e -> e.call().op().equals(op))
                                .findFirst()
                                .orElseThrow(
                                        () ->
                                                new ChainruleException(
                                                        op.name(),
                                                        "one of the examples must be of " + op,
                                                        "but none is",
                                                        "Give the inputs: Exercise.of(title, op,"
                                                                + " inputs)."));
        return of(op.name(), op, example.domains());
    }

    /** An exercise on an op with inputs named x0, x1, … of these domains. */
    public static Exercise of(Op op, Example.Domain... domains) {
        return of(op.name(), op, List.of(domains));
    }

    private static Exercise of(String title, Op op, List<Example.Domain> domains) {
        return of(
                title,
                op,
                IntStream.range(0, domains.size())
                        .mapToObj(i -> new Given("x" + i, domains.get(i)))
                        .toArray(Given[]::new));
    }

    /**
     * An exercise on one step of a network.
     *
     * @param step a call of the network's graph whose inputs are real numbers
     * @param sizes how long the open axes are
     * @throws ChainruleException where an input is of whole numbers, whose range is not known
     */
    public static Exercise of(Call step, Sizes sizes) {
        List<Example.Domain> domains = new ArrayList<>();
        for (Node input : step.inputs()) {
            if (input.dtype() != DType.FLOAT) {
                throw new ChainruleException(
                        step.op().name(),
                        "the inputs of a step must be real numbers",
                        "but found " + input.dtype(),
                        "Give the inputs: Exercise.of(title, op, inputs).");
            }
            List<Dim> dims =
                    input.shape().dims().stream()
                            .map(dim -> Dim.of(dim.name(), sizes.of(dim)))
                            .toList();
            domains.add(new Example.Domain(new Type(new Shape(dims), input.dtype()), -2, 2));
        }
        return of(step.op().name(), step.op(), domains);
    }

    private Exercise hinted() {
        return hints.isEmpty() ? withHints(new Hints(this).derived()) : this;
    }

    /** The same with other hints. */
    public Exercise withHints(List<String> others) {
        return new Exercise(title, op, givens, others, mistakes, seed);
    }

    /** The same with hints before those that it has. */
    Exercise hinting(String... first) {
        return withHints(Stream.concat(Stream.of(first), hints.stream()).toList());
    }

    /** The same with numbers drawn from another seed; by default {@value #SEED}. */
    public Exercise withSeed(long other) {
        return new Exercise(title, op, givens, hints, mistakes, other);
    }

    /** The same with one more mistake that is recognized, tried before the others. */
    public Exercise withMistake(Mistake mistake) {
        List<Mistake> more = new ArrayList<>(List.of(mistake));
        more.addAll(mistakes);
        return new Exercise(title, op, givens, hints, more, seed);
    }

    /**
     * A hint.
     *
     * @param number which, from 1 on
     * @throws ChainruleException where there are not as many
     */
    public String hint(int number) {
        return Hints.pick(title, hints, number);
    }

    /** The op on its inputs, with the gradients as the op's vector-Jacobian product has them. */
    public Solution solution() {
        Trial.Graph graph = declared().graph();
        List<Solution.Part> parts =
                reals().stream()
                        .map(i -> new Solution.Part(gradient(i), graph.right().get(i)))
                        .toList();
        return new Solution(title, graph.call(), graph.dy(), parts);
    }

    /** Compares an answer with the derivation. */
    public Grade grade(Answer answer) {
        return new Grading(this, answer).grade(reals());
    }

    /**
     * Compares one gradient with the derivation.
     *
     * @param gradient which: {@code d} and the name of an input
     * @param answer the gradient
     */
    public Grade grade(String gradient, Answer.One answer) {
        int input =
                reals().stream()
                        .filter(i -> gradient(i).equals(gradient))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ChainruleException(
                                                title,
                                                "a gradient must be one of "
                                                        + String.join(", ", gradients()),
                                                "but found " + gradient,
                                                "Its name is d and the name of the input."));
        return new Grading(this, answer, input).grade(List.of(input));
    }

    /** The names of the gradients that are asked for. */
    public List<String> gradients() {
        return reals().stream().map(this::gradient).toList();
    }

    String gradient(int input) {
        return "d" + givens.get(input).name();
    }

    /** The inputs that have a gradient. */
    List<Integer> reals() {
        return IntStream.range(0, givens.size())
                .filter(i -> givens.get(i).isReal())
                .boxed()
                .toList();
    }

    /** The trial with lengths as declared. */
    Trial declared() {
        return Trial.drawn(op, givens, Lengths.declared(givens), seed);
    }

    /**
     * Trials of several sizes: as declared, twice; each length one more; and all lengths the same,
     * where a transposed matrix fits as well, twice. A size that the op does not take is left out.
     */
    List<Trial> trials() {
        Lengths declared = Lengths.declared(givens);
        Lengths square = declared.map(n -> SQUARE);
        List<Lengths> sizes = List.of(declared, declared, declared.map(n -> n + 1), square, square);
        return IntStream.range(0, sizes.size())
                .mapToObj(i -> trial(sizes.get(i), seed + i))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A trial of certain lengths, where the op takes them. */
    Optional<Trial> trial(Lengths lengths, long seed) {
        try {
            return Optional.of(Trial.drawn(op, givens, lengths, seed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
