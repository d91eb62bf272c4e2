package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.dsl.graph.Node;

/** A TorchScript module: methods without state, all of which return lists of tensors. */
public final class Script {
    private static final String HEADER =
            """
            class M(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
            """;

    private final List<String> methods = new ArrayList<>();

    /** Adds a method that computes nodes. */
    public void method(String name, Signature signature, Target target, List<Node> results) {
        Emitter body = new Emitter(target, signature::term);
        List<String> names = results.stream().map(body::emit).toList();
        method(name, signature, body, names);
    }

    /** Adds a method with a body of its own. */
    void method(String name, Signature signature, Emitter body, List<String> results) {
        StringBuilder text = new StringBuilder("  ").append(signature.header(name)).append('\n');
        for (String line : body.lines()) {
            text.append("    ").append(line).append('\n');
        }
        String list =
                results.isEmpty()
                        ? "annotate(List[Tensor], [])"
                        : "[" + String.join(", ", results) + "]";
        text.append("    return ").append(list).append('\n');
        methods.add(text.toString());
    }

    /** Adds a method that is written out. */
    void text(String method) {
        methods.add(method);
    }

    /** The module's source, to be read. */
    public String source() {
        return HEADER + String.join("", methods);
    }

    /** The module as libtorch loads it. */
    public byte[] archive() {
        return Archive.of(source());
    }
}
