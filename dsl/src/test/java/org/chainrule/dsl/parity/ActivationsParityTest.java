package org.chainrule.dsl.parity;

import java.util.Map;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.LogSoftmax;
import org.chainrule.dsl.ops.Relu;
import org.chainrule.dsl.ops.Sigmoid;
import org.chainrule.dsl.ops.Softmax;
import org.chainrule.dsl.ops.Tanh;

final class ActivationsParityTest extends ParityTest {
    ActivationsParityTest() {
        super("activations");
    }

    @Override
    Map<String, Subject> subjects() {
        return Map.of(
                "relu", Subject.op(new Relu(), "x"),
                "gelu", Subject.op(new Gelu(), "x"),
                "sigmoid", Subject.op(new Sigmoid(), "x"),
                "tanh", Subject.op(new Tanh(), "x"),
                "softmax", Subject.op(new Softmax(), "x"),
                "logSoftmax", Subject.op(new LogSoftmax(), "x"));
    }
}
