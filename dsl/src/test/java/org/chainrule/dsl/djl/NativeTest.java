package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class NativeTest {
    @Test
    void wholeNumbersAreCopied() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            NDArray copy = Native.copy(manager, new long[] {1, Long.MAX_VALUE, -3, 4}, 2, 2);
            assertThat(copy.getShape()).isEqualTo(new Shape(2, 2));
            assertThat(copy.toLongArray()).containsExactly(1, Long.MAX_VALUE, -3, 4);
        }
    }

    @Test
    void realNumbersAreCopiedInTheTypeAskedFor() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            double[] values = {0.1, -2};
            NDArray wide = Native.copy(manager, values, new long[] {2}, DataType.FLOAT64);
            assertThat(wide.toDoubleArray()).containsExactly(0.1, -2);
            NDArray narrow = Native.copy(manager, values, new long[] {2, 1}, DataType.FLOAT32);
            assertThat(narrow.toFloatArray()).containsExactly(0.1f, -2);
            assertThat(narrow.getShape()).isEqualTo(new Shape(2, 1));
        }
    }

    @Test
    void emptyArraysAreCopied() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Native.ENGINE)) {
            assertThat(Native.copy(manager, new long[0], 0, 3).getShape())
                    .isEqualTo(new Shape(0, 3));
        }
    }

    @Test
    void copyOutlivesTheGarbageCollector() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), Native.ENGINE);
                Pressure pressure = new Pressure()) {
            long[] values = {1, 2, 3, 4};
            NDArray copy = Native.copy(manager, values, 4);
            values[0] = 9;
            pressure.await(3);
            assertThat(copy.toLongArray()).containsExactly(1, 2, 3, 4);
        }
    }
}
