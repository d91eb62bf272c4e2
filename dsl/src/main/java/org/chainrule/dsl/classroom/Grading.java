package org.chainrule.dsl.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Node;

/** Compares an answer with the derivation, trial by trial. */
final class Grading {
    private static final Diagnosis FIXED =
            new Diagnosis(
                    "fixed a length",
                    "The gradient is right for the lengths of the exercise, and wrong for others. A"
                            + " length may be written in it as a number.");

    private final Exercise exercise;
    private final Work work;

    /** The student's gradient of an input, in the graph of a trial. */
    @FunctionalInterface
    private interface Work {
        Supplier<Node> gradient(Trial.Graph graph, int input);
    }

    /** An answer for all inputs. */
    Grading(Exercise exercise, Answer answer) {
        this.exercise = exercise;
        work = (graph, input) -> () -> pick(answer.gradients(graph.call(), graph.dy()), input);
    }

    /** An answer for one input. */
    Grading(Exercise exercise, Answer.One answer, int only) {
        this.exercise = exercise;
        work = (graph, input) -> () -> answer.gradient(graph.call(), graph.dy());
    }

    private Node pick(List<Node> gradients, int input) {
        List<Integer> reals = exercise.reals();
        if (gradients != null && gradients.size() == exercise.givens().size()) {
            return gradients.get(input);
        }
        if (gradients != null && gradients.size() == reals.size()) {
            return gradients.get(reals.indexOf(input));
        }
        throw new ChainruleException(
                exercise.title(),
                "an answer must give the gradients " + String.join(", ", exercise.gradients()),
                "but yours gives " + (gradients == null ? "null" : gradients.size()),
                "Return List.of(" + String.join(", ", exercise.gradients()) + ").");
    }

    Grade grade(List<Integer> inputs) {
        List<Trial> trials = exercise.trials();
        return new Grade(
                exercise.title(),
                "gradients",
                inputs.stream().map(input -> mark(input, trials)).toList());
    }

    private Grade.Mark mark(int input, List<Trial> trials) {
        String gradient = exercise.gradient(input);
        List<Agreement> agreements = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Diagnosis.Case> cases = new ArrayList<>();
        for (Trial trial : trials) {
            Outcome outcome = outcome(trial, input);
            Optional<String> mismatch = mismatch(input, outcome, trial);
            mismatch.ifPresent(problems::add);
            outcome.value()
                    .filter(value -> mismatch.isEmpty())
                    .map(value -> Agreement.of(value.array(), trial.right(input)))
                    .ifPresent(agreements::add);
            Walk walk = trial.graph().walk(input, exercise.givens().get(input).name());
            cases.add(new Diagnosis.Case(walk, trial.evaluator(), outcome));
        }
        Optional<String> problem = problems.stream().findFirst();
        Optional<Agreement> agreement =
                agreements.stream().reduce(Agreement::and).filter(a -> problem.isEmpty());
        boolean isRight = agreement.map(Agreement::isApproximate).orElse(false);
        return new Grade.Mark(
                gradient,
                isRight,
                agreement,
                problem,
                isRight ? Optional.empty() : diagnosis(input, cases, trials),
                isRight ? Optional.empty() : smallest(input, trials));
    }

    private Optional<Diagnosis> diagnosis(
            int input, List<Diagnosis.Case> cases, List<Trial> trials) {
        return Diagnosis.of(exercise.mistakes(), cases)
                .or(() -> Optional.of(FIXED).filter(fixed -> isRightAsDeclared(input, trials)));
    }

    private boolean isRightAsDeclared(int input, List<Trial> trials) {
        Lengths declared = Lengths.declared(exercise.givens());
        return trials.stream()
                .filter(trial -> trial.lengths().equals(declared))
                .noneMatch(trial -> isWrong(input, trial));
    }

    private Outcome outcome(Trial trial, int input) {
        return trial.outcome(input, work.gradient(trial.graph(), input));
    }

    private Optional<String> mismatch(int input, Outcome outcome, Trial trial) {
        return outcome.mismatch(exercise.gradient(input), trial.givens().get(input).shape());
    }

    private Optional<Counterexample> smallest(int input, List<Trial> trials) {
        Smallest smallest = new Smallest(exercise, input, trial -> isWrong(input, trial));
        return trials.stream()
                .filter(smallest::shows)
                .findFirst()
                .map(smallest::from)
                .map(small -> counterexample(input, small));
    }

    private boolean isWrong(int input, Trial trial) {
        Outcome outcome = outcome(trial, input);
        return mismatch(input, outcome, trial).isPresent()
                || !outcome.value().orElseThrow().matches(trial.right(input));
    }

    private Counterexample counterexample(int input, Trial small) {
        return new Counterexample(
                exercise.gradient(input),
                small.numbers(),
                small.right(input),
                outcome(small, input)
                        .value()
                        .map(value -> Numbers.text(value.array()))
                        .orElse("does not fit together"));
    }
}
