package org.chainrule.dsl.classroom;

import java.util.Locale;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Reduction;

/** Steps of the forward pass as they are called in a sentence. */
final class Steps {
    private Steps() {}

    /** {@code multiply}, {@code sum}, {@code matMul}. */
    static String name(Call call) {
        if (call.op() instanceof Reduction reduction) {
            return reduction.kind().name().toLowerCase(Locale.ROOT);
        }
        String name = call.op().name();
        return call.op() instanceof Enum ? name.toLowerCase(Locale.ROOT) : name;
    }
}
