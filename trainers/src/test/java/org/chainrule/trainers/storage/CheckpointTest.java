package org.chainrule.trainers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private Map<String, NDArray> arrays(double value) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        double[] values = {value, value, value};
        arrays.put("weight", Native.copy(manager, values, new long[] {3}, DataType.FLOAT32));
        arrays.put("m weight", Native.copy(manager, values, new long[] {3}, DataType.FLOAT32));
        return arrays;
    }

    @Test
    void copiesIntoTheArraysOfARun() {
        Map<String, NDArray> targets = arrays(0);
        targets.get("weight").setRequiresGradient(true);
        new Checkpoint(100, arrays(3), Map.of()).copyInto(targets);
        assertThat(targets.get("weight").toFloatArray()).containsOnly(3);
        assertThat(targets.get("m weight").toFloatArray()).containsOnly(3);
        assertThat(targets.get("weight").hasGradient()).isTrue();
    }

    @Test
    void rejectsARunOfOtherShapes() {
        Map<String, NDArray> targets = arrays(0);
        targets.put("weight", manager.zeros(new Shape(2)));
        targets.put("bias", targets.remove("m weight"));
        Checkpoint checkpoint = new Checkpoint(100, arrays(3), Map.of());
        assertThatThrownBy(() -> checkpoint.copyInto(targets))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "checkpoint step-00000100: arrays must have the network's names and shapes,"
                                + " but \"weight\" is (3) and not (2); \"bias\" is missing; \"m"
                                + " weight\" is not in the network. Use the configuration that they"
                                + " were saved with.");
        assertThat(targets.get("bias").toFloatArray()).containsOnly(0);
    }
}
