package org.chainrule.dsl.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.ScatterRows;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.ContractProgram;
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
        try (ContractProgram program = new ContractProgram(script, signature)) {
            List<ContractProgram.Result> results =
                    program.run("gradients", exercise.numbers(), DataType.FLOAT64, 1);
            for (int i = 0; i < by.size(); i++) {
                found.put(done.names().get(i), results.get(i).array());
            }
        }
        return found;
    }

    @Test
    void everyGradientByHandIsThatOfTheReverseWalk() {
        System.out.println(done.text());
        assertThat(done.isDone()).isTrue();
        assertThat(done.rows()).hasSize(26).allMatch(Worksheet.Row::isRight);
    }

    @Test
    void everyGradientByHandIsThatOfAutograd() {
        for (Worksheet.Row row : done.rows()) {
            Agreement agreement = Agreement.of(row.found().orElseThrow(), autograd.get(row.name()));
            System.out.println(row.name() + " " + agreement);
            assertThat(agreement.maxDifference()).as(row.name()).isLessThan(TOLERANCE);
        }
    }
}
