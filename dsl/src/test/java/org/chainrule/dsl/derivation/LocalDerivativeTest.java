package org.chainrule.dsl.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.graph.Reverse;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.ops.CosineSimilarity;
import org.chainrule.dsl.ops.Elu;
import org.chainrule.dsl.ops.Glu;
import org.chainrule.dsl.ops.LogSoftmax;
import org.chainrule.dsl.ops.LogSumExp;
import org.chainrule.dsl.ops.Mish;
import org.chainrule.dsl.ops.Projection;
import org.chainrule.dsl.ops.Sigmoid;
import org.chainrule.dsl.ops.Silu;
import org.chainrule.dsl.ops.Softmax;
import org.chainrule.dsl.ops.Softplus;
import org.chainrule.dsl.ops.Variance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What derivations show of the ops of the catalogue: y, the local derivative, dx. */
class LocalDerivativeTest {
    static List<Arguments> ops() {
        return List.of(
                Arguments.of(
                        new Softmax(),
                        1,
                        """
                        y = z/(Σ[width] z) where z = e^(x − max[width](x))
                        ∂yᵢ/∂xⱼ = yᵢ ⊙ (δᵢⱼ − yⱼ) where δᵢⱼ = [i = j]
                        dx = y ⊙ (dy − Σ[width] dy ⊙ y)
                        """),
                Arguments.of(
                        new LogSoftmax(),
                        1,
                        """
                        y = z − ln(Σ[width] eᶻ) where z = x − max[width](x)
                        ∂yᵢ/∂xⱼ = δᵢⱼ − e^(yⱼ) where δᵢⱼ = [i = j]
                        dx = dy − eʸ ⊙ (Σ[width] dy)
                        """),
                Arguments.of(
                        new LogSumExp(),
                        1,
                        """
                        y = ln(Σ[width] eᶻ) + m where m = {max[width](x) if |max[width](x)| < ∞; 0 otherwise}, z = x − m
                        dx = dy ⊙ e^(x − {y if |y| < ∞; 0 otherwise})
                        """),
                Arguments.of(
                        new Sigmoid(),
                        1,
                        """
                        y = (tanh(x/2) + 1)/2
                        ∂y/∂x = y ⊙ (1 − y)
                        dx = dy ⊙ y ⊙ (1 − y)
                        """),
                Arguments.of(
                        new Silu(),
                        1,
                        """
                        y = x ⊙ sigmoid x
                        ∂y/∂x = s + x ⊙ s ⊙ (1 − s) where s = sigmoid x
                        dx = dy ⊙ (s + x ⊙ s ⊙ (1 − s)) where s = sigmoid x
                        """),
                Arguments.of(
                        new Softplus(),
                        1,
                        """
                        y = {x if x > 20; ln(1 + eᶻ) otherwise} where z = {0 if x > 20; x otherwise}
                        ∂y/∂x = {1 if x > 20; sigmoid x otherwise}
                        dx = {dy if x > 20; dy ⊙ sigmoid x otherwise}
                        """),
                Arguments.of(
                        new Elu(),
                        1,
                        """
                        y = {x if x > 0; eⁿ − 1 otherwise} where n = {0 if x > 0; x otherwise}
                        ∂y/∂x = {1 if x > 0; eⁿ otherwise} where n = {0 if x > 0; x otherwise}
                        dx = {dy if x > 0; dy ⊙ eⁿ otherwise} where n = {0 if x > 0; x otherwise}
                        """),
                Arguments.of(
                        new Mish(),
                        1,
                        """
                        y = x ⊙ t where t = tanh(softplus x)
                        ∂y/∂x = t + x ⊙ sigmoid x ⊙ (1 − t²) where t = tanh(softplus x)
                        dx = dy ⊙ (t + x ⊙ sigmoid x ⊙ (1 − t²)) where t = tanh(softplus x)
                        """),
                Arguments.of(
                        Glu.swi(),
                        1,
                        """
                        y = a ⊙ silu b where a = part₁(x), b = part₂(x)
                        dx = [da, db] where b = part₂(x), da = dy ⊙ silu b, a = part₁(x), s = sigmoid b, db = dy ⊙ a ⊙ (s + b ⊙ s ⊙ (1 − s))
                        """),
                Arguments.of(
                        new Variance(),
                        1,
                        """
                        y = (Σ (x − μ)²)/(n − 1) where μ = mean(x), n = 4·n[batch]
                        dx = (x − μ) ⊙ (2·dy/(n − 1)) where μ = mean(x), n = 4·n[batch]
                        """),
                Arguments.of(
                        new Projection(),
                        2,
                        """
                        y = s ⊙ b where s = (Σ[width] a ⊙ b)/(Σ[width] b²)
                        da = q ⊙ b where q = (Σ[width] dy ⊙ b)/(Σ[width] b²)
                        db = s ⊙ dy + q ⊙ (a − 2·(s ⊙ b)) where s = (Σ[width] a ⊙ b)/(Σ[width] b²), q = (Σ[width] dy ⊙ b)/(Σ[width] b²)
                        """),
                Arguments.of(
                        new CosineSimilarity(),
                        2,
                        """
                        y = Σ[width] â ⊙ b̂ where â = a/max(root(Σ[width] a²), 10⁻⁸), b̂ = b/max(root(Σ[width] b²), 10⁻⁸)
                        da = dy ⊙ (b̂ − {y ⊙ â if α > 10⁻⁸; 0 otherwise})/α where β = max(root(Σ[width] b²), 10⁻⁸), b̂ = b/β, α = max(root(Σ[width] a²), 10⁻⁸), â = a/α
                        db = dy ⊙ (â − {y ⊙ b̂ if β > 10⁻⁸; 0 otherwise})/β where α = max(root(Σ[width] a²), 10⁻⁸), â = a/α, β = max(root(Σ[width] b²), 10⁻⁸), b̂ = b/β
                        """));
    }

    @ParameterizedTest
    @MethodSource("ops")
    void derivationShows(Op op, int inputs, String expected) {
        Node[] x = new Node[inputs];
        for (int i = 0; i < inputs; i++) {
            x[i] = Variable.input("x" + i, DType.FLOAT, Dim.BATCH, Dim.of("width", 4));
        }
        Call call = Call.of(op, List.of(x));
        Node dy = new Variable("dy", call.output(0).type(), Variable.Role.INPUT).apply();
        Reverse walk = Reverse.of(call.output(0), dy, List.of(x));
        Step step = new Step(1, "op", walk.pulls().get(0));
        StringBuilder text = new StringBuilder();
        step.forward().forEach(equation -> text.append(equation.text()).append('\n'));
        for (Step.Downstream d : step.downstream()) {
            step.localDerivative(d).ifPresent(local -> text.append(local.text()).append('\n'));
            text.append(d.equation().text()).append('\n');
        }
        assertThat(text.toString()).isEqualTo(expected);
    }
}
