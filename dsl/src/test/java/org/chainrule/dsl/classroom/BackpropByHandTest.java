package org.chainrule.dsl.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.dsl.djl.ArrayProgram;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.ScatterRows;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.script.GradientMethod;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.script.Script;
import org.chainrule.dsl.script.Signature;
import org.chainrule.dsl.script.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The gradients of makemore's exercise, each by hand, against the reverse walk and against
 * autograd's. The answers below are the mathematics of the exercise, not anyone's code.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackpropByHandTest {
    private static final int N = BackpropByHand.BATCH;

    /** What the exercise must hold in 64 bits. */
    private static final double TOLERANCE = 1e-8;

    private final BackpropByHand exercise = BackpropByHand.drawn(1337);
    private final Worksheet done = filled(exercise.worksheet());
    private final Map<String, NumericArray> autograd = autograd();

    static Worksheet filled(Worksheet empty) {
        Map<String, Function<Worksheet, Node>> answers = new LinkedHashMap<>();
        answers.put("logprobs", w -> w.value("chosen").times(w.d("loss")).over(-N));
        answers.put("probs", w -> w.d("logprobs").over(w.value("probs")));
        answers.put("counts_sum_inv", w -> w.d("probs").times(w.value("counts")).sumKept(1));
        answers.put(
                "counts_sum",
                w -> w.d("counts_sum_inv").times(w.value("counts_sum").pow(-2)).negate());
        answers.put(
                "counts",
                w -> w.d("probs").times(w.value("counts_sum_inv")).plus(w.d("counts_sum")));
        answers.put("norm_logits", w -> w.d("counts").times(w.value("counts")));
        answers.put("logit_maxes", w -> w.d("norm_logits").sumKept(1).negate());
        answers.put(
                "logits",
                w ->
                        w.d("norm_logits")
                                .plus(
                                        w.value("logits")
                                                .equalTo(w.value("logit_maxes"))
                                                .times(w.d("logit_maxes"))));
        answers.put("b2", w -> w.d("logits").sum(0));
        answers.put("W2", w -> w.value("h").transpose().matmul(w.d("logits")));
        answers.put("h", w -> w.d("logits").matmul(w.value("W2").transpose()));
        answers.put("hpreact", w -> w.d("h").times(w.value("h").square().subtractedFrom(1)));
        answers.put("bnbias", w -> w.d("hpreact").sumKept(0));
        answers.put("bngain", w -> w.d("hpreact").times(w.value("bnraw")).sumKept(0));
        answers.put("bnraw", w -> w.d("hpreact").times(w.value("bngain")));
        answers.put("bnvar_inv", w -> w.d("bnraw").times(w.value("bndiff")).sumKept(0));
        answers.put(
                "bnvar",
                w -> w.d("bnvar_inv").times(w.value("bnvar").plus(1e-5).pow(-1.5)).times(-0.5));
        answers.put("bndiff2", w -> w.d("bnvar").over(N - 1).expandLike(w.value("bndiff2")));
        answers.put(
                "bndiff",
                w ->
                        w.d("bnraw")
                                .times(w.value("bnvar_inv"))
                                .plus(w.value("bndiff").times(w.d("bndiff2")).times(2)));
        answers.put("bnmeani", w -> w.d("bndiff").sumKept(0).negate());
        answers.put("hprebn", w -> w.d("bndiff").plus(w.d("bnmeani").over(N)));
        answers.put("b1", w -> w.d("hprebn").sum(0));
        answers.put("W1", w -> w.value("embcat").transpose().matmul(w.d("hprebn")));
        answers.put("embcat", w -> w.d("hprebn").matmul(w.value("W1").transpose()));
        answers.put("emb", w -> w.d("embcat").reshapeLike(w.value("emb")));
        answers.put("C", w -> new ScatterRows().apply(w.d("emb"), w.value("Xb"), w.value("C")));
        Worksheet sheet = empty;
        for (Map.Entry<String, Function<Worksheet, Node>> answer : answers.entrySet()) {
            sheet = sheet.fill(answer.getKey(), answer.getValue());
        }
        return sheet;
    }

    /** Autograd's gradients by all values, in one native call in 64 bits. */
    private Map<String, NumericArray> autograd() {
        List<Variable> variables = List.copyOf(exercise.numbers().keySet());
        Signature signature = new Signature(variables, List.of(), List.of(), List.of());
        List<Node> by = new ArrayList<>();
        for (String name : done.names()) {
            by.add(exercise.names().get(name));
        }
        Script script = new Script();
        new GradientMethod(signature, Target.CPU.inParts(), Gradients.AUTOGRAD)
                .write(script, "gradients", exercise.loss(), by, List.of());
        Map<String, NumericArray> found = new LinkedHashMap<>();
        try (ArrayProgram program = new ArrayProgram(script, signature)) {
            List<ArrayProgram.Result> results =
                    program.run("gradients", exercise.numbers(), DataType.FLOAT64, 1);
            for (int i = 0; i < by.size(); i++) {
                found.put(done.names().get(i), results.get(i).array());
            }
        }
        return found;
    }

    @Test
    void everyGradientIsAskedFor() {
        assertThat(done.names())
                .containsExactly(
                        "logprobs",
                        "probs",
                        "counts_sum_inv",
                        "counts_sum",
                        "counts",
                        "norm_logits",
                        "logit_maxes",
                        "logits",
                        "b2",
                        "W2",
                        "h",
                        "hpreact",
                        "bnbias",
                        "bngain",
                        "bnraw",
                        "bnvar_inv",
                        "bnvar",
                        "bndiff2",
                        "bndiff",
                        "bnmeani",
                        "hprebn",
                        "b1",
                        "W1",
                        "embcat",
                        "emb",
                        "C");
    }

    @Test
    void lossIsThatOfGuessingAtTheStart() {
        double loss = new Evaluator(exercise.numbers(), 1).valueOf(exercise.loss()).item();
        assertThat(loss).isCloseTo(Math.log(27), within(0.5));
    }

    @Test
    void everyGradientByHandIsThatOfTheReverseWalk() {
        assertThat(done.isDone()).as(done.text()).isTrue();
        assertThat(done.rows()).hasSize(done.names().size());
    }

    @Test
    void everyGradientByHandIsThatOfAutograd() {
        System.out.printf("%-16s %-45s %s%n", "by hand", "the reverse walk", "autograd");
        for (Worksheet.Row row : done.rows()) {
            NumericArray found = row.found().orElseThrow();
            Agreement walk = row.agreement().orElseThrow();
            Agreement native64 = Agreement.of(found, autograd.get(row.name()));
            System.out.printf("d%-15s %-45s %s%n", row.name(), walk, native64);
            assertThat(native64.isApproximate()).as(row.name()).isTrue();
            assertThat(native64.maxDifference()).as(row.name()).isLessThan(TOLERANCE);
            assertThat(walk.maxDifference()).as(row.name()).isLessThan(TOLERANCE);
        }
    }

    @Test
    void gradientsAreNotAllNothing() {
        for (Worksheet.Row row : done.rows()) {
            if (!row.name().equals("logit_maxes") && !row.name().equals("b1")) { // both cancel
                double greatest =
                        Arrays.stream(row.found().orElseThrow().values())
                                .map(Math::abs)
                                .max()
                                .orElseThrow();
                assertThat(greatest).as(row.name()).isGreaterThan(1e-5);
            }
        }
    }

    @Test
    void logitsInOneGoAreProbabilitiesLessTheRightOnes() {
        Worksheet again =
                done.fill("logits", w -> w.value("probs").minus(w.value("chosen")).over(N));
        assertThat(again.isDone()).as(again.text()).isTrue();
    }

    @Test
    void batchNormInOneGoIsItsClosedForm() {
        Worksheet again =
                done.fill(
                        "hprebn",
                        w -> {
                            Node dy = w.d("hpreact");
                            Node along = dy.times(w.value("bnraw")).sumKept(0);
                            return dy.times(N)
                                    .minus(dy.sumKept(0))
                                    .minus(w.value("bnraw").times(along).times(N / (N - 1.0)))
                                    .times(w.value("bngain"))
                                    .times(w.value("bnvar_inv"))
                                    .over(N);
                        });
        assertThat(again.isDone()).as(again.text()).isTrue();
    }

    @Test
    void solutionOfEachRowIsRight() {
        Worksheet sheet = exercise.worksheet();
        for (String name : sheet.names()) {
            sheet = sheet.fill(name, w -> w.solution(name));
        }
        assertThat(sheet.isDone()).as(sheet.text()).isTrue();
    }

    @Test
    void inputWhereTheOutputBelongsIsRecognized() {
        assertThat(
                        mistake(
                                "hpreact",
                                w -> w.d("h").times(w.value("hpreact").square().subtractedFrom(1))))
                .contains("used the input where the output belongs");
    }

    @Test
    void wayThatWasNotCountedIsRecognized() {
        assertThat(mistake("bndiff", w -> w.d("bnraw").times(w.value("bnvar_inv"))))
                .contains("lost a way");
        assertThat(mistake("counts", w -> w.d("probs").times(w.value("counts_sum_inv"))))
                .contains("lost a way");
    }

    @Test
    void sumThatWasMissedIsRecognized() {
        assertThat(mistake("bnbias", w -> w.d("hpreact"))).contains("missed the sum");
    }

    @Test
    void otherMistakesGetNoName() {
        assertThat(mistake("h", w -> w.value("h"))).isEmpty();
    }

    private Optional<String> mistake(String name, Function<Worksheet, Node> answer) {
        Worksheet sheet = done.fill(name, answer);
        Worksheet.Row last = sheet.rows().get(sheet.rows().size() - 1);
        assertThat(last.isRight()).isFalse();
        return last.diagnosis().map(Diagnosis::mistake);
    }
}
