package org.chainrule.dsl.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.graph.Node;
import org.junit.jupiter.api.Test;

class PathsTest {

    @Test
    void stepHasThePathOfItsLayerAndTheOpWhereThereAreSeveral() {
        Net net =
                Net.features(4)
                        .repeat(
                                2,
                                b ->
                                        b.residual(r -> r.dense(4).relu())
                                                .then((s, x) -> x.exp().plus(1)))
                        .dense(2);
        Declaration declared = net.declare(Mode.TRAINING);
        Node loss = declared.output().square().sum();
        Paths paths = new Paths(declared, loss);
        List<String> names = paths.calls().stream().map(paths::of).toList();
        assertThat(names)
                .containsExactly(
                        "block[0].dense",
                        "block[0].relu",
                        "block[0].residual",
                        "block[0].layer.exp",
                        "block[0].layer.add",
                        "block[1].dense",
                        "block[1].relu",
                        "block[1].residual",
                        "block[1].layer.exp",
                        "block[1].layer.add",
                        "dense",
                        "loss.multiply",
                        "loss.reduction");
    }

    @Test
    void stepsOfOneLayerAndOpAreNumbered() {
        Net net = Net.features(4).then((s, x) -> x.exp().exp().exp());
        Declaration declared = net.declare(Mode.TRAINING);
        Paths paths = new Paths(declared, declared.output());
        assertThat(paths.calls().stream().map(paths::of))
                .containsExactly("layer.exp", "layer.exp2", "layer.exp3");
    }

    @Test
    void variableIsCalledByItsName() {
        Net net = Net.features(4).dense(2);
        Declaration declared = net.declare(Mode.TRAINING);
        Paths paths = new Paths(declared, declared.output());
        assertThat(paths.of(net.parameters().get(0).node().call())).isEqualTo("dense.weight");
    }
}
