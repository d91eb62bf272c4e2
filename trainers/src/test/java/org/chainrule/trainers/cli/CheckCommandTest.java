package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.check.Checks;
import org.chainrule.dsl.check.NetworkExample;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Example;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Unary;
import org.chainrule.dsl.losses.Losses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CheckCommandTest {
    private static final String COUNTS =
            "[\\d,]+ tensors? compared in \\d+ checks?: [\\d,]+ passed, [\\d,]+ at a kink, [\\d,]+"
                    + " failed, [\\d,]+ unchecked\\. \\d+\\.\\d s";

    @TempDir private Path folder;

    private static String last(String text) {
        List<String> lines = text.lines().toList();
        return lines.get(lines.size() - 1);
    }

    @Test
    void allPassesAndEndsWithItsCounts() {
        Outcome outcome = Outcome.of("check", "all", "--samples", "1");
        assertThat(outcome.code()).as(outcome.out()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(last(outcome.out())).matches(COUNTS).contains(" 0 failed, 0 unchecked.");
        assertThat(outcome.out().lines())
                .anyMatch(line -> line.startsWith("✓ op softmax.gradient, example 1 of 2: "))
                .anyMatch(line -> line.startsWith("✓ layer selfAttention, example 1 of 6: "))
                .anyMatch(line -> line.startsWith("✓ loss crossEntropy, example 2 of 4: "))
                .anyMatch(line -> line.startsWith("✓ model gpt, example 1 of 2: 28 tensors"))
                .anyMatch(line -> line.startsWith("✓ model shakespeare-cpu: 27 tensors"));
    }

    @Test
    void nameShowsATableForEachOfThatName() {
        Outcome outcome = Outcome.of("check", "layerNorm");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines())
                .anyMatch(line -> line.startsWith("✓ op layerNorm, example 1 of 2: 3 tensors"))
                .anyMatch(line -> line.startsWith("✓ layer layerNorm, example 1 of 2: 3 tensors"));
    }

    @Test
    void oneThingShowsItsTensors() {
        Outcome outcome = Outcome.of("check", "dense", "--seed", "7");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines())
                .contains("layer dense, example 1 of 2, fp64, seed 7")
                .anyMatch(line -> line.matches("✓ pass +dense\\.weight +\\(3, 5\\) .* 15 of 15"));
    }

    @Test
    void intermediatesHaveRowsOfTheirOwn() {
        assertThat(Outcome.of("check", "repeat", "--intermediates").out())
                .containsPattern("✓ pass +block\\[1]\\.dense ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fp32", "bf16", "FP64"})
    void precisionIsThatOfTheGradients(String precision) {
        Outcome outcome = Outcome.of("check", "gelu.gradient", "--precision", precision);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains(
                        "op gelu.gradient, example 1 of 3, " + precision.toLowerCase(Locale.ROOT));
    }

    @Test
    void tablesOfOtherFormatsStandAlone() {
        Outcome csv = Outcome.of("check", "dropout", "--format", "csv");
        assertThat(csv.out()).startsWith("subject,format,seed,path,kind,shape,norm,");
        assertThat(csv.err().trim()).matches(COUNTS);
        Outcome html = Outcome.of("check", "dropout", "--format", "html");
        assertThat(html.out()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }

    @Test
    void outTakesTheTablesAndLeavesTheCounts() throws IOException {
        Path file = folder.resolve("ledger.html");
        Outcome outcome = Outcome.of("check", "gelu", "--format", "html", "--out", file.toString());
        assertThat(outcome.out().trim()).matches(COUNTS);
        assertThat(Files.readString(file)).contains("op gelu, example 1 of 5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gelo | found gelo | Did you mean gelu or celu or elu?",
                "layernom | found layernom | Did you mean layerNorm?",
                "shakespeare-gpu | found shakespeare-gpu | Did you mean shakespeare-cpu or"
                        + " shakespeare?",
                "quux | found quux | Choose from chainrule list ops, layers, losses and models.",
            })
    void unknownNameIsRefusedWithTheNearest(String name, String found, String mend) {
        assertThat(Outcome.of("check", name))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: check: NAME must be an op, a layer, a loss, a model or"
                                        + " all, but "
                                        + found
                                        + ". "
                                        + mend));
    }

    @Test
    void missingNameIsRefused() {
        assertThat(Outcome.of("check"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: check: NAME must be an op, a layer, a loss, a model or"
                                        + " all, but none was given. Choose from chainrule list"
                                        + " ops, layers, losses and models."));
    }

    @Test
    void samplesMustBePositive() {
        assertThat(Outcome.of("check", "gelu", "--samples", "0"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --samples: must be 1 or more, but found 0. Give a"
                                        + " greater number."));
    }

    @Test
    void unknownPrecisionIsRefused() {
        Outcome outcome = Outcome.of("check", "gelu", "--precision", "fp8");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("expected fp64, fp32 or bf16 but was 'fp8'");
    }

    @Test
    void namesAreCompleted() {
        assertThat(new Checkables())
                .startsWith("all")
                .contains("gelu", "selfAttention", "crossEntropy", "gpt", "shakespeare-cpu")
                .doesNotHaveDuplicates();
    }

    /** x², cos x and x less its mean, each with the mistake that its name says. */
    private enum Broken implements Op {
        FACTOR,
        SIGN,
        MEAN;

        @Override
        public List<Node> forward(List<Node> in) {
            Node x = in.get(0);
            return List.of(
                    switch (this) {
                        case FACTOR -> x.square();
                        case SIGN -> Unary.COS.apply(x);
                        case MEAN -> x.minus(x.meanKept(-1));
                    });
        }

        @Override
        public List<Node> vjp(Call call, Node dy) {
            Node x = call.input(0);
            return List.of(
                    switch (this) {
                        case FACTOR -> dy.times(x);
                        case SIGN -> dy.times(Unary.SIN.apply(x));
                        case MEAN -> dy;
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FACTOR", "SIGN", "MEAN"})
    void brokenGradientIsNamedByPathAndEndsWithOne(String mistake) {
        Op op = Broken.valueOf(mistake);
        Net net =
                Net.sequence(4)
                        .repeat(2, b -> b.residual(r -> r.layerNorm().dense(4).gelu()))
                        .repeat(1, b -> b.dense(4).activation(op).dense(4))
                        .logits(3);
        NetworkExample example =
                new NetworkExample(
                        net, Losses.crossEntropy(), Example.reals(2, 3, 4), Example.below(3, 2, 3));
        Checks broken = Checks.model("broken", List.of(example));
        StringWriter out = new StringWriter();
        int code =
                new CommandLine(new CheckCommand(() -> List.of(broken)))
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(new PrintWriter(out, true))
                        .execute("broken");
        assertThat(code).isEqualTo(1);
        assertThat(out.toString().lines())
                .filteredOn(line -> line.contains("must be autograd's"))
                .singleElement()
                .asString()
                .startsWith(
                        "block2[0]."
                                + op.name()
                                + ": the vector-Jacobian product of "
                                + op.name()
                                + " must be autograd's, but dx0 differs most at ");
        assertThat(last(out.toString())).matches(COUNTS).doesNotContain(" 0 failed");
    }
}
