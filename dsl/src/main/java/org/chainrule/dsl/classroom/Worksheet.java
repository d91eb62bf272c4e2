package org.chainrule.dsl.classroom;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;

/**
 * Backpropagation by hand through a whole network: its values have names, and a student fills in
 * the gradient of one after the other, from the loss back, each by the values and by gradients that
 * were found before. Each is compared with the reverse walk over the network.
 *
 * <pre>{@code
 * import org.chainrule.dsl.classroom.BackpropByHand;
 *
 * var sheet = BackpropByHand.drawn(1).worksheet()
 *         .fill("logprobs", w -> w.value("chosen").times(w.d("loss")).over(-32))
 *         .fill("probs", w -> w.d("logprobs").over(w.value("probs")));
 * sheet.text(); // dlogprobs and dprobs, each with its difference; what is still to be found
 * }</pre>
 *
 * <p>A worksheet never changes; {@link #fill} returns one with a row more. A gradient that was
 * filled in wrong does not spoil the next ones: they go on with the right numbers.
 */
public final class Worksheet {
    private final Equations equations;
    private final Map<String, Row> rows;

    /**
     * One gradient that was filled in.
     *
     * @param name the name of the value; its gradient is named {@code d} and the name
     * @param expression what was filled in, by the values and gradients that have names
     * @param found the numbers
     * @param agreement how well they agree with the reverse walk, where they can be compared
     * @param problem why they can't be compared: a wrong shape, or a graph that does not fit
     * @param diagnosis the mistake, where it was recognized
     */
    public record Row(
            String name,
            Optional<Node> expression,
            Optional<NumericArray> found,
            Optional<Agreement> agreement,
            Optional<String> problem,
            Optional<Diagnosis> diagnosis) {

        /** Whether the gradient is right, to rounding. */
        public boolean isRight() {
            return agreement.map(Agreement::isApproximate).orElse(false);
        }

        private String text() {
            String verdict = isRight() ? "right" : "wrong";
            String detail = agreement.map(Agreement::toString).or(this::problem).orElseThrow();
            String mistake =
                    diagnosis.map(d -> ": " + d.mistake() + ". " + d.explanation()).orElse("");
            return String.format("%-16s %s  %s%s%n", "d" + name, verdict, detail, mistake);
        }
    }

    private Worksheet(Equations equations, Map<String, Row> rows) {
        this.equations = equations;
        this.rows = Collections.unmodifiableMap(rows);
    }

    /**
     * An empty worksheet.
     *
     * @param loss the number that is differentiated; its name is {@code loss}
     * @param names the values that have names, in the order of the forward pass; variables have
     *     their own, and need not be among them
     * @param numbers the numbers of all variables
     */
    public static Worksheet of(
            Node loss, Map<String, Node> names, Map<Variable, NumericArray> numbers) {
        return new Worksheet(Equations.of(loss, names, numbers), new LinkedHashMap<>());
    }

    /** The names of the values whose gradients are asked for, from the loss back. */
    public List<String> names() {
        return equations.asked();
    }

    /**
     * A value of the forward pass, as a variable of its name.
     *
     * @throws ChainruleException where no value has the name
     */
    public Node value(String name) {
        return equations.named(name).value();
    }

    /**
     * A gradient that was found before, as a variable of its name. That of the loss is 1.
     *
     * @param name the name of the value, without {@code d}
     * @throws ChainruleException where it was not filled in yet
     */
    public Node d(String name) {
        Node d = equations.withGradient(name).gradient();
        if (!name.equals(Equations.LOSS) && !rows.containsKey(name)) {
            throw new ChainruleException(
                    "worksheet",
                    "a gradient must be found before it is used",
                    "but d" + name + " is not",
                    "Fill in d" + name + " first.");
        }
        return d;
    }

    /**
     * With one gradient more.
     *
     * @param name the name of the value, without {@code d}
     * @param gradient its gradient, written with {@link #value} and {@link #d} of the worksheet
     * @throws ChainruleException where the name is not among those asked for, or a gradient is used
     *     that was not found yet
     */
    public Worksheet fill(String name, Function<Worksheet, Node> gradient) {
        Equations.Named asked = equations.withGradient(name);
        Evaluator at = equations.evaluator(found());
        Outcome outcome = Outcome.of(at, asked.value(), () -> gradient.apply(this));
        Map<String, Row> more = new LinkedHashMap<>(rows);
        more.remove(name); // so that it comes last
        more.put(name, row(asked, outcome, at));
        return new Worksheet(equations, more);
    }

    /** The right gradients that were filled in, with which the next ones go on. */
    private Map<String, NumericArray> found() {
        return rows.values().stream()
                .filter(Row::isRight)
                .collect(Collectors.toMap(Row::name, row -> row.found().orElseThrow()));
    }

    private Row row(Equations.Named asked, Outcome outcome, Evaluator at) {
        String name = asked.name();
        Optional<Outcome.Value> value = outcome.value();
        Optional<String> problem = outcome.mismatch("d" + name, asked.value().shape());
        Optional<Agreement> agreement =
                value.filter(v -> problem.isEmpty())
                        .map(v -> Agreement.of(v.array(), asked.right()));
        boolean isRight = agreement.map(Agreement::isApproximate).orElse(false);
        return new Row(
                name,
                value.map(Outcome.Value::node),
                value.map(Outcome.Value::array),
                agreement,
                problem,
                isRight ? Optional.empty() : diagnosis(name, outcome, at));
    }

    private Optional<Diagnosis> diagnosis(String name, Outcome outcome, Evaluator at) {
        Diagnosis.Case only = new Diagnosis.Case(equations.walk(name), at, outcome);
        return Diagnosis.of(Mistakes.usual(), List.of(only));
    }

    /**
     * The solution of one row, by values and gradients that have names, as the derivation has it.
     *
     * @throws ChainruleException where the name is not among those asked for
     */
    public Node solution(String name) {
        equations.withGradient(name);
        return equations.walk(name).right();
    }

    /** What the reverse walk over the whole network gives for a value. */
    public NumericArray right(String name) {
        return equations.withGradient(name).right();
    }

    /** The gradients that were filled in, in that order. */
    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** Whether every gradient was filled in, and is right. */
    public boolean isDone() {
        return names().stream()
                .allMatch(name -> rows.containsKey(name) && rows.get(name).isRight());
    }

    /** The rows in lines of text, and what is still to be found. */
    public String text() {
        StringBuilder text = new StringBuilder();
        rows.values().forEach(row -> text.append(row.text()));
        List<String> left = names().stream().filter(name -> !rows.containsKey(name)).toList();
        if (!left.isEmpty()) {
            text.append("Still to be found: d").append(String.join(", d", left)).append(".\n");
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
