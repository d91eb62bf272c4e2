package org.chainrule.trainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.datasets.tables.TableEncoding;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.ops.Elu;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.Relu;
import org.chainrule.dsl.ops.Sigmoid;
import org.chainrule.dsl.ops.Silu;
import org.chainrule.dsl.ops.Tanh;
import org.chainrule.models.Mlp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableConfigTest {
    private static final Mlp.Config SHAPE =
            new Mlp.Config(1, List.of(3L, 2L), 2).withDropout(0.25).withBatchNorm();

    @TempDir private Path folder;

    private static TableEncoding encoding() {
        Table table =
                Table.create(
                        "t", DoubleColumn.create("x", 1, 2), StringColumn.create("y", "a", "b"));
        return TableData.of(table).target("y").encoding();
    }

    @Test
    void comesBackAsItWas() {
        for (Op op : List.of(new Relu(), new Tanh(), new Sigmoid(), new Gelu(), new Silu())) {
            var config = new TableConfig(encoding(), Optional.of(SHAPE.withActivation(op)));
            assertThat(TableConfig.of("here", config.json())).isEqualTo(config);
        }
        var without = new TableConfig(encoding(), Optional.empty());
        assertThat(TableConfig.of("here", without.json())).isEqualTo(without);
    }

    @Test
    void activationWithoutANameIsRefused() {
        for (Op op : List.of(new Elu(), new Silu(2))) {
            var config = new TableConfig(encoding(), Optional.of(SHAPE.withActivation(op)));
            assertThatThrownBy(config::json)
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            "table model: the activation of a network that is saved with its shape"
                                    + " must be one of relu, tanh, sigmoid, gelu, silu, as they are"
                                    + " by default, but it is "
                                    + op
                                    + ". Make the model of the network itself:"
                                    + " TableModel.of(net, weights, encoding).");
        }
    }

    @Test
    void modelWithItsShapeOpensWithoutTheNetwork() {
        var net = Mlp.of(SHAPE);
        try (var weights = new Weights(net.stored(), 3, DataType.FLOAT32, Device.cpu())) {
            TableModel model = TableModel.of(SHAPE, weights, encoding());
            model.save(folder);
            Map<String, Double> row = Map.of("x", 1.5);
            assertThat(TableModel.open(folder).classify(row)).isEqualTo(model.classify(row));
            TableModel.of(net, weights, encoding()).save(folder);
            assertThat(TableModel.open(folder, net).classify(row)).isEqualTo(model.classify(row));
            assertThatThrownBy(() -> TableModel.open(folder))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            folder
                                    + ": must hold the shape of the network, but the model was saved"
                                    + " without it. Give it: TableModel.open(folder, net).");
        }
    }
}
