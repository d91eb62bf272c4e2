package org.chainrule.dsl.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.dsl.losses.Losses.crossEntropy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.script.Gradients;
import org.chainrule.dsl.symbolic.Expression;
import org.chainrule.dsl.symbolic.Partials;
import org.chainrule.dsl.symbolic.Symbolic;
import org.chainrule.dsl.symbolic.SymbolicLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PyTorch's own Hessian is in hessian.txt, which hessian.py beside it made. */
class HessianTest {
    /** 64 bits, rounded in another order. */
    private static final double DOUBLE = 1e-13;

    private static final FeatureNet NET = Net.features(2).dense(3).gelu().dense(2);
    private static final NumericArray X =
            NumericArray.of(new double[] {0.5, -1, 2, 0.25, -1.5, 0.75}, 3, 2);
    private static final NumericArray Y = NumericArray.of(new double[] {1, 0, 1}, 3);

    /** θᵢ = sin(1 + i), over all parameters. */
    private static GradientCheck atSines() {
        Map<String, NumericArray> parameters = new HashMap<>();
        int place = 0;
        for (Parameter parameter : NET.parameters()) {
            NumericArray values = NumericArray.filled(0, parameter.shape().sizes());
            for (int i = 0; i < values.count(); i++) {
                values = values.with(i, Math.sin(1 + place++));
            }
            parameters.put(parameter.path(), values);
        }
        return new GradientCheck().withParameters(parameters);
    }

    private static NumericArray hessian(Gradients source) {
        return Hessian.of(NET, crossEntropy(), X, Y, atSines(), source);
    }

    private static double[] pyTorch() throws IOException {
        try (InputStream file = HessianTest.class.getResourceAsStream("hessian.txt")) {
            return Stream.of(
                            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                                    .trim()
                                    .split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isPyTorchs(Gradients source) throws IOException {
        NumericArray found = hessian(source);
        assertThat(found.sizes()).containsExactly(17, 17);
        assertThat(found.values()).containsExactly(pyTorch(), within(DOUBLE));
    }

    @Test
    void byHandIsAutogradsDoubleBackward() {
        assertThat(hessian(Gradients.DERIVED).values())
                .containsExactly(hessian(Gradients.AUTOGRAD).values(), within(DOUBLE));
    }

    @Test
    void isSymmetric() {
        NumericArray h = hessian(Gradients.DERIVED);
        for (int i = 0; i < 17; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(h.at(i, j)).isCloseTo(h.at(j, i), within(DOUBLE));
            }
        }
    }

    /** A network that can be written as an expression: L = (c·tanh(ax + b) + d − t)². */
    @ParameterizedTest
    @EnumSource
    void isThatOfTheSymbolicCalculus(Gradients source) {
        Net net = Net.features(1).dense(1).activation(Symbolic.of("tanh x")).dense(1);
        List<String> by = List.of("a", "b", "c", "d"); // as the network declares them
        Map<String, Double> point =
                Map.of("a", 0.7, "b", -0.3, "c", 1.2, "d", 0.4, "x", 1.5, "t", -0.6);
        Map<String, NumericArray> parameters = new HashMap<>();
        for (int i = 0; i < by.size(); i++) {
            Parameter parameter = net.parameters().get(i);
            double[] value = {point.get(by.get(i))};
            parameters.put(parameter.path(), NumericArray.of(value, parameter.shape().sizes()));
        }
        NumericArray found =
                Hessian.of(
                        net,
                        SymbolicLoss.of("(y - t)^2"),
                        NumericArray.of(new double[] {point.get("x")}, 1, 1),
                        NumericArray.of(new double[] {point.get("t")}, 1, 1),
                        new GradientCheck().withParameters(parameters),
                        source);
        Expression loss = Expression.parse("(c*tanh(a*x + b) + d - t)^2");
        double[] symbolic =
                Partials.hessian(loss, by).at(point).stream()
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        assertThat(found.values()).containsExactly(symbolic, within(DOUBLE));
    }

    /** L = ln(1 + e^(−z)) with z = b₀ − b₁ has L″ = σ(z)(1 − σ(z)): ¼ at 0. */
    @ParameterizedTest
    @EnumSource
    void ofTheLogisticLossIsAQuarterAtZero(Gradients source) {
        GradientCheck atZero =
                new GradientCheck()
                        .withParameters(
                                Map.of(
                                        "dense.weight", NumericArray.filled(0, 2, 1),
                                        "dense.bias", NumericArray.filled(0, 2)));
        NumericArray h =
                Hessian.of(
                        Net.features(1).dense(2),
                        crossEntropy(),
                        NumericArray.filled(2, 1, 1),
                        NumericArray.filled(0, 1),
                        atZero,
                        source);
        assertThat(h.values())
                .containsExactly(
                        new double[] {
                            1, -1, 0.5, -0.5, -1, 1, -0.5, 0.5, 0.5, -0.5, 0.25, -0.25, -0.5, 0.5,
                            -0.25, 0.25
                        },
                        within(DOUBLE));
    }
}
