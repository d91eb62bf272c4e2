package org.chainrule.dsl.parity;

import java.util.HashMap;
import java.util.Map;
import org.chainrule.dsl.graph.Op;
import org.chainrule.dsl.layers.Prelu;
import org.chainrule.dsl.ops.Axes;
import org.chainrule.dsl.ops.Celu;
import org.chainrule.dsl.ops.Elu;
import org.chainrule.dsl.ops.Gelu;
import org.chainrule.dsl.ops.Glu;
import org.chainrule.dsl.ops.HardSigmoid;
import org.chainrule.dsl.ops.HardSwish;
import org.chainrule.dsl.ops.HardTanh;
import org.chainrule.dsl.ops.LeakyRelu;
import org.chainrule.dsl.ops.LogSigmoid;
import org.chainrule.dsl.ops.LogSoftmax;
import org.chainrule.dsl.ops.LogSumExp;
import org.chainrule.dsl.ops.Mish;
import org.chainrule.dsl.ops.Relu;
import org.chainrule.dsl.ops.Relu6;
import org.chainrule.dsl.ops.Selu;
import org.chainrule.dsl.ops.Sigmoid;
import org.chainrule.dsl.ops.Silu;
import org.chainrule.dsl.ops.Softmax;
import org.chainrule.dsl.ops.Softplus;
import org.chainrule.dsl.ops.Softsign;
import org.chainrule.dsl.ops.Tanh;

final class ActivationsParityTest extends ParityTest {
    ActivationsParityTest() {
        super("activations");
    }

    @Override
    Map<String, Subject> subjects() {
        Map<String, Op> ops = new HashMap<>();
        ops.put("relu", new Relu());
        ops.put("tanh", new Tanh());
        ops.put("softmax", new Softmax());
        ops.put("softmaxAxis", new Softmax(0));
        ops.put("logSoftmax", new LogSoftmax());
        ops.put("logSoftmaxAxis", new LogSoftmax(0));
        ops.put("logSumExp", new LogSumExp());
        ops.put("logSumExpAll", new LogSumExp(Axes.all().kept()));
        ops.put("swish", new Silu(1.5));
        ops.put("geluSigmoid", new Gelu(Gelu.Approximation.SIGMOID));
        ops.put("glu", new Glu());
        ops.put("gluAxis", new Glu().along(0));
        ops.put("swiGlu", Glu.swi());
        ops.put("geGlu", Glu.ge());
        ops.put("reGlu", Glu.re());
        elementwise()
                .forEach(
                        (name, op) -> {
                            ops.put(name, op);
                            ops.put(name + "Huge", op);
                            ops.put(name + "Low", op);
                        });
        Map<String, Subject> subjects = new HashMap<>();
        ops.forEach((name, op) -> subjects.put(name, Subject.op(op, "x")));
        subjects.put("prelu", Subject.layer(new Prelu()));
        subjects.put("preluChannels", Subject.layer(new Prelu().perChannel(1)));
        return subjects;
    }

    @Override
    double ulps(String name) {
        return switch (name) {
            case "softmaxAxis" -> 8; // libtorch's softmax along any axis but the last
            case "softsignLow" -> 20; // autograd subtracts x/(1 + |x|)² from 1/(1 + |x|)
            default -> ULPS;
        };
    }

    private static Map<String, Op> elementwise() {
        Map<String, Op> ops = new HashMap<>();
        ops.put("gelu", new Gelu());
        ops.put("geluTanh", new Gelu(Gelu.Approximation.TANH));
        ops.put("sigmoid", new Sigmoid());
        ops.put("leakyRelu", new LeakyRelu());
        ops.put("leakyReluSlope", new LeakyRelu(0.2));
        ops.put("softplus", new Softplus());
        ops.put("softplusBeta", new Softplus(2.5, 7));
        ops.put("logSigmoid", new LogSigmoid());
        ops.put("silu", new Silu());
        ops.put("elu", new Elu());
        ops.put("eluAlpha", new Elu(0.3));
        ops.put("celu", new Celu());
        ops.put("celuAlpha", new Celu(2.5));
        ops.put("selu", new Selu());
        ops.put("mish", new Mish());
        ops.put("hardTanh", new HardTanh());
        ops.put("hardTanhBounds", new HardTanh(-0.5, 3));
        ops.put("relu6", new Relu6());
        ops.put("hardSigmoid", new HardSigmoid());
        ops.put("hardSwish", new HardSwish());
        ops.put("softsign", new Softsign());
        return ops;
    }
}
