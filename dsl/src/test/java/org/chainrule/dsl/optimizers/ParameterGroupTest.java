package org.chainrule.dsl.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.dsl.optimizers.Optimizers.adagrad;
import static org.chainrule.dsl.optimizers.Optimizers.adamW;
import static org.chainrule.dsl.optimizers.Optimizers.matrices;
import static org.chainrule.dsl.optimizers.Optimizers.muon;
import static org.chainrule.dsl.optimizers.Optimizers.nAdam;
import static org.chainrule.dsl.optimizers.Optimizers.sgd;
import static org.chainrule.dsl.optimizers.Optimizers.under;
import static org.chainrule.dsl.optimizers.Optimizers.vectors;

import java.util.List;
import java.util.Map;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.djl.Trial;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Variable;
import org.chainrule.dsl.layers.Parameter;
import org.chainrule.dsl.script.Gradients;
import org.junit.jupiter.api.Test;

class ParameterGroupTest {
    private static final FeatureNet NET =
            Net.features(3).dense(4).gelu().dense(3, d -> d.named("logits"));

    /** Forgets a slot. */
    private record Forgetful(double rate) implements UpdateRule {
        @Override
        public List<Slot> slots() {
            return List.of(Slot.of("v"), Slot.number("count"));
        }

        @Override
        public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
            return List.of(w.minus(dw.times(h.of("rate"))), slots.get(0));
        }
    }

    /** Counts its steps for each weight, and divides by the count. */
    private record Slowing(double rate) implements UpdateRule {
        @Override
        public List<Slot> slots() {
            return List.of(Slot.number("count").from(1));
        }

        @Override
        public List<Node> update(Node w, Node dw, List<Node> slots, Scalars h) {
            Node count = slots.get(0);
            return List.of(w.minus(dw.times(h.of("rate")).over(count)), count.plus(1));
        }
    }

    private static List<List<String>> groups(Optimizer optimizer) {
        List<Variable> weights = NET.parameters().stream().map(Parameter::variable).toList();
        return ParameterGroup.of(optimizer, weights).stream()
                .map(group -> group.weights().stream().map(Variable::name).toList())
                .toList();
    }

    private static Trial trial(Optimizer optimizer) {
        return Trial.of(NET, optimizer, Gradients.DERIVED).features(5, 3, 3);
    }

    @Test
    void weightsOfOneRuleAreOneGroup() {
        assertThat(groups(adamW(0.1).weightDecay(0.1)))
                .containsExactly(
                        List.of("dense.weight", "dense.bias", "logits.weight", "logits.bias"));
        assertThat(groups(adamW(0.1).weightDecay(0.1, matrices())))
                .containsExactly(
                        List.of("dense.weight", "logits.weight"),
                        List.of("dense.bias", "logits.bias"));
    }

    @Test
    void groupThatWasAddedLastCounts() {
        Optimizer optimizer = sgd(0.1).group(vectors(), sgd(0.2)).group(under("dense"), sgd(0.3));
        assertThat(groups(optimizer))
                .containsExactly(
                        List.of("dense.weight", "dense.bias"),
                        List.of("logits.weight"),
                        List.of("logits.bias"));
    }

    @Test
    void pathNamesWholeSegments() {
        assertThat(groups(sgd(0.1).group(under("log"), sgd(0.2)))).hasSize(1);
        assertThat(groups(sgd(0.1).group(under("logits.bias"), sgd(0.2)))).hasSize(2);
    }

    @Test
    void muonTakesHiddenMatricesAlone() {
        assertThat(groups(muon(0.02)))
                .containsExactly(
                        List.of("dense.weight"),
                        List.of("dense.bias", "logits.weight", "logits.bias"));
    }

    @Test
    void muonRefusesVectors() {
        assertThatThrownBy(() -> groups(muon(0.02).on(w -> true)))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "muon: weights that are made orthogonal must have two axes or more, but"
                                + " dense.bias is (width 4). Leave it to the other optimizer.");
    }

    @Test
    void everyGroupHasItsOwnSlots() {
        Optimizer optimizer = adagrad(0.1).initial(0.5).group(under("dense"), nAdam(0.01));
        try (Trial trial = trial(optimizer.group(under("logits.bias"), sgd(0.1)))) {
            assertThat(trial.learner().slots().keySet())
                    .containsExactly(
                            "m dense.weight",
                            "m dense.bias",
                            "s logits.weight",
                            "v dense.weight",
                            "v dense.bias",
                            "product of momenta dense.weight",
                            "product of momenta dense.bias");
            assertThat(Trial.numbers(trial.learner().slots().get("s logits.weight")))
                    .hasSize(12)
                    .containsOnly(0.5);
            assertThat(Trial.numbers(trial.learner().slots().get("product of momenta dense.bias")))
                    .containsExactly(1);
            double before = trial.step(1).loss();
            for (int step = 2; step <= 30; step++) {
                trial.step(step);
            }
            assertThat(trial.step(31).loss()).isLessThan(before);
        }
    }

    /** Where the whole has a rate of 0, its weights stay, and the schedule scales the group's. */
    @Test
    void groupCanBeTrainedAlone() {
        Optimizer optimizer = sgd(0).group(under("logits"), sgd(0.5));
        assertThat(optimizer.rate()).isEqualTo(0.5);
        try (Trial trial = trial(optimizer)) {
            Map<String, double[]> before =
                    Map.of(
                            "dense.weight", trial.values("dense.weight"),
                            "logits.weight", trial.values("logits.weight"));
            trial.step(1);
            assertThat(trial.values("dense.weight")).isEqualTo(before.get("dense.weight"));
            assertThat(trial.values("logits.weight")).isNotEqualTo(before.get("logits.weight"));
        }
    }

    @Test
    void rateOfAGroupIsScaledAsTheWhole() {
        List<Variable> weights = NET.parameters().stream().map(Parameter::variable).toList();
        Optimizer optimizer = sgd(0.1).group(vectors(), sgd(0.4));
        List<ParameterGroup> groups = ParameterGroup.of(optimizer, weights);
        assertThat(groups.get(0).values(optimizer, 0.05)).containsEntry("rate", 0.05);
        assertThat(groups.get(1).values(optimizer, 0.05)).containsEntry("rate of group 1", 0.2);
    }

    @Test
    void kernelsRunWhereLibtorchHasThem() {
        Map<String, Optimizer> kernels =
                Map.of(
                        "_fused_sgd_", sgd(0.1).nesterov(0.9),
                        "_fused_adagrad_", adagrad(0.1),
                        "_fused_adam_", Optimizers.adam(0.1).withAmsgrad(),
                        "_fused_adamw_", adamW(0.1));
        kernels.forEach(
                (name, optimizer) -> {
                    try (Trial trial = trial(optimizer)) {
                        assertThat(trial.learner().source())
                                .containsOnlyOnce("torch." + name + "(");
                    }
                });
    }

    @Test
    void ownRuleKeepsANumberForEachWeight() {
        try (Trial trial = trial(new Slowing(0.1))) {
            double before = trial.step(1).loss();
            trial.step(2);
            assertThat(trial.step(3).loss()).isLessThan(before);
            assertThat(Trial.numbers(trial.learner().slots().get("count dense.bias")))
                    .containsExactly(4);
        }
    }

    @Test
    void ruleThatForgetsASlotIsRefused() {
        assertThatThrownBy(() -> trial(new Forgetful(0.1)).close())
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "Forgetful: update must give the new weight and its new slots, in their"
                                + " shapes [(width 4, width 3), (width 4, width 3), ()], but for"
                                + " dense.weight it gives [(width 4, width 3), (width 4, width 3)]."
                                + " Return them in the order of slots().");
    }
}
