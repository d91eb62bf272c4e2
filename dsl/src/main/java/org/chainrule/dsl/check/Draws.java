package org.chainrule.dsl.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Primitive;
import org.chainrule.dsl.graph.Uniform;
import org.chainrule.dsl.script.Target;

/**
 * The nodes of a graph that hold what chance decided in a run: the uniform numbers where ops run in
 * parts, the by-products of the kernel (its mask) where one draws by itself.
 */
final class Draws {
    private final Target target;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Node> found = new ArrayList<>();

    private Draws(Target target) {
        this.target = target;
    }

    /** The nodes, in a program for this target. */
    static List<Node> of(Node root, Target target) {
        Draws draws = new Draws(target);
        draws.visit(root);
        return draws.found;
    }

    private void visit(Node node) {
        if (!seen.add(node)) {
            return;
        }
        Call call = node.call();
        if (call.op() instanceof Uniform) {
            found.add(node);
        }
        List<Kernel> own = call.op().kernels(call).stream().filter(target::takes).toList();
        if (call.op() instanceof Primitive) {
            call.inputs().forEach(this::visit);
        } else if (!own.isEmpty() && isRandom(call)) {
            call.inputs().forEach(this::visit);
            if (seen.add(call)) {
                found.addAll(call.outputs().subList(1, own.get(0).outputs()));
            }
        } else {
            visit(call.body().get(node.index()));
        }
    }

    /** Whether the op itself draws, rather than what its inputs come from. */
    private boolean isRandom(Call call) {
        Draws inputs = new Draws(target.inParts());
        call.inputs().forEach(inputs::visit);
        inputs.found.clear();
        inputs.visit(call.body().get(0));
        return !inputs.found.isEmpty();
    }
}
