package org.chainrule.dsl.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.graph.Binary;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Losses;
import org.junit.jupiter.api.Test;

/** Losses and their gradients read as in a textbook. */
class LossFormulasTest {

    @Test
    void leastProductOfBinaryCrossEntropyIsAPowerOfTen() {
        assertThat(dx(Losses.binaryCrossEntropy()))
                .isEqualTo("dx = (x − t)/max(x ⊙ (1 − x), 10⁻¹²)·(dL/(4·n[batch]))");
    }

    @Test
    void smoothingIsOneFraction() {
        Loss loss = Losses.crossEntropy().withSmoothing(0.1);
        assertThat(l(loss)).contains(" + (Σ[class] logSoftmax(x))/40) ⊙ c)/n where");
        assertThat(dx(loss)).contains("q = {9/10 + 1/40 if y; 1/40 otherwise}");
    }

    @Test
    void classWeightsAreShown() {
        assertThat(dx(Losses.crossEntropy().withWeights(1, 2, 0.5, 3)))
                .contains("w = {1 if class = 0; 2 if class = 1; 1/2 if class = 2; 3 otherwise}");
    }

    @Test
    void binaryCrossEntropyOfScoresHasNoTermThatCancels() {
        assertThat(l(Losses.binaryCrossEntropyWithLogits()))
                .isEqualTo("L = mean((1 − t) ⊙ x − ln ŷ) where ln ŷ = logSigmoid(x)");
    }

    @Test
    void focalLossNamesItsParts() {
        assertThat(l(Losses.focal()))
                .isEqualTo(
                        "L = mean(−a ⊙ q² ⊙ ln p) where a = {1/4 if t > 1/2; 3/4 otherwise}, z ="
                                + " {x if t > 1/2; −x otherwise}, q = sigmoid(−z), ln p ="
                                + " logSigmoid(z)");
        assertThat(dx(Losses.focal()))
                .startsWith("dx = (a ⊙ {g if t > 1/2; −g otherwise})·(dL/(4·n[batch])) where")
                .endsWith("g = q² ⊙ (2·(p ⊙ ln p) − q)");
    }

    @Test
    void hingeOfClassesDividesByOneProduct() {
        assertThat(dx(Losses.multiMargin()))
                .startsWith(
                        "dx = (sign h − y ⊙ (Σ[class] sign h)) ⊙ (dL/(4·n[batch]))"
                                + " where y = [t = class], xₜ = Σ[class] y ⊙ x,");
    }

    @Test
    void casesUnderOtherwiseStandInOneList() {
        assertThat(l(Losses.cosineEmbedding()))
                .startsWith("L = mean({1 − c if t = 1; relu c if t = −1; 0 otherwise}) where r =");
    }

    @Test
    void gradientOfTheCosineIsDefined() {
        assertThat(dx(Losses.cosineEmbedding()))
                .endsWith(
                        "dc = {−dL/n[batch/2] if t = 1; {dL/n[batch/2] if c > 0; 0 otherwise}"
                                + " if t = −1; 0 otherwise}");
    }

    @Test
    void logarithmIsTakenBack() {
        assertThat(dx(Losses.crossEntropy())).contains("ŷ = softmax(x)");
    }

    @Test
    void factorThatIsANumberIsNotDifferentiated() {
        assertThat(net().derive(Losses.infoNce()).steps())
                .filteredOn(step -> step.call().op() == Binary.DIVIDE)
                .extracting(Step::rule)
                .containsExactly("constant multiple rule");
    }

    @Test
    void temperatureOfATenthIsAFactor() {
        assertThat(net().derive(Losses.infoNce()).steps())
                .flatExtracting(Step::forward)
                .extracting(Equation::text)
                .contains("y = 10·a");
    }

    @Test
    void logarithmOfANameIsAFunctionInLatex() {
        List<String> equations =
                Stream.of(Losses.focal(), Losses.binaryCrossEntropyWithLogits())
                        .map(loss -> first(loss).forward().get(0).formula().latex())
                        .toList();
        assertThat(equations.get(0)).contains("\\ln p").doesNotContain("mathrm{ln");
        assertThat(equations.get(1)).contains("\\ln \\hat{y}");
    }

    private static Net net() {
        return Net.features(3).logits(4);
    }

    private static Step first(Loss loss) {
        return net().derive(loss).steps().get(0);
    }

    private static String l(Loss loss) {
        return first(loss).forward().get(0).text();
    }

    private static String dx(Loss loss) {
        return first(loss).downstream().get(0).equation().text();
    }
}
