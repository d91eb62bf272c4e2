package org.chainrule.dsl.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Kernel;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Primitive;
import org.chainrule.dsl.graph.Scan;
import org.chainrule.dsl.graph.Variable;

/**
 * Writes a graph as the lines of a TorchScript method: each op as its kernel if the target takes
 * one, else as its parts, down to the primitives.
 *
 * <p>Equal lines are written once: a line is keyed by its text, which names the same values only if
 * they are the same. Random draws are the exception.
 */
final class Emitter {
    private static final int FLOAT32 = 6; // libtorch's numbers for its types
    private static final int BF16 = 15;

    private final Target target;
    private final Function<Variable, Term> variables;
    private final PrimitiveEmitter primitives;
    private final Map<Node, Term> terms = new IdentityHashMap<>();
    private final Map<Call, List<Kernel>> kernels = new IdentityHashMap<>();
    private final Map<String, Term> known = new HashMap<>();
    private final Map<Call, List<Term>> extras = new IdentityHashMap<>();
    private final Map<Call, List<Term>> loops = new IdentityHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final AtomicInteger names;

    /**
     * An emitter of one method.
     *
     * @param target what the program is written for
     * @param variables where the method finds each variable
     */
    Emitter(Target target, Function<Variable, Term> variables) {
        this(target, variables, new AtomicInteger());
    }

    private Emitter(Target target, Function<Variable, Term> variables, AtomicInteger names) {
        this.target = target;
        this.variables = variables;
        this.names = names;
        this.primitives = new PrimitiveEmitter(this);
    }

    /** An emitter of lines inside of this one's, which see what is defined here. */
    Emitter inside() {
        Emitter inside = new Emitter(target, variables, names);
        inside.known.putAll(known);
        return inside;
    }

    /** A name that no other value of the method has. */
    String name() {
        return "v" + names.getAndIncrement();
    }

    /** The lines so far. */
    List<String> lines() {
        return lines;
    }

    /** Says where the method finds a node that it does not compute. */
    void bind(Node node, Term place) {
        terms.put(node, define(place.text()));
    }

    /** Says that a node is a value which the method holds already. */
    void share(Node node, Term term) {
        terms.put(node, term);
    }

    /** Adds a line that is not an expression. */
    void line(String line) {
        lines.add(line);
    }

    /** The name under which the method holds a node, after the lines that compute it. */
    String emit(Node node) {
        return term(node).text();
    }

    Target target() {
        return target;
    }

    Term variable(Variable variable) {
        Term place = variables.apply(variable);
        return place.isHost() ? defineHost(place.text()) : define(place.text());
    }

    Term term(Node node) {
        Deque<Node> stack = new ArrayDeque<>();
        stack.push(node);
        while (!stack.isEmpty()) { // no recursion, so that a graph may be deep
            Node next = stack.peek();
            List<Node> missing = terms.containsKey(next) ? List.of() : missing(next);
            for (int i = missing.size() - 1; i >= 0; i--) {
                stack.push(missing.get(i));
            }
            if (missing.isEmpty()) {
                stack.pop();
                if (!terms.containsKey(next)) {
                    terms.put(next, write(next));
                }
            }
        }
        return terms.get(node);
    }

    /** What a node is written in terms of and that is not written yet. */
    private List<Node> missing(Node node) {
        Call call = node.call();
        List<Node> needed = new ArrayList<>();
        if (call.op() instanceof Primitive) {
            needed.addAll(call.inputs());
        } else {
            kernel(node)
                    .ifPresentOrElse(
                            kernel -> needed.addAll(kernel.nodes()),
                            () -> needed.add(call.body().get(node.index())));
        }
        return needed.stream().filter(input -> !terms.containsKey(input)).toList();
    }

    /** The kernel that computes a node, if the target takes one. */
    private Optional<Kernel> kernel(Node node) {
        return kernels.computeIfAbsent(node.call(), call -> call.op().kernels(call)).stream()
                .filter(
                        kernel ->
                                target.takes(kernel)
                                        && node.index() < kernel.outputs() - kernel.first())
                .filter(this::hasExtras)
                .findFirst();
    }

    /** Whether the values that a kernel reads besides are there, or will be. */
    private boolean hasExtras(Kernel kernel) {
        return kernel.arguments().stream()
                .allMatch(
                        argument ->
                                !(argument instanceof Kernel.Extra extra)
                                        || extras.containsKey(extra.output().call())
                                        || !terms.containsKey(extra.output()));
    }

    private Term write(Node node) {
        Call call = node.call();
        if (call.op() instanceof Scan scan) {
            if (!loops.containsKey(call)) {
                loops.put(call, primitives.scan(scan, call));
            }
            return define(loops.get(call).get(node.index()).text());
        }
        if (call.op() instanceof Primitive primitive) {
            return keep(call, primitive.accept(primitives, call), node.index());
        }
        return kernel(node)
                .map(kernel -> keep(call, run(call, kernel), node.index()))
                .orElseGet(() -> terms.get(call.body().get(node.index())));
    }

    private Term keep(Call call, List<Term> outputs, int index) {
        for (int i = 0; i < Math.min(outputs.size(), call.outputs().size()); i++) {
            terms.putIfAbsent(call.output(i), outputs.get(i));
        }
        return outputs.get(index);
    }

    private List<Term> run(Call call, Kernel kernel) {
        if (kernel.operator().equals("linear")) {
            return List.of(product("linear", kernel.arguments()));
        }
        String text = text(kernel);
        String before = kernel.limits().contains(Kernel.Limit.AUTOGRAD) ? name() : "";
        if (!before.isEmpty()) {
            line(before + " = torch.is_grad_enabled()");
            line("torch.set_grad_enabled(True)");
        }
        List<Term> made = define(text, kernel.outputs() + kernel.extras());
        if (!before.isEmpty()) {
            line("torch.set_grad_enabled(" + before + ")");
        }
        extras.put(call, made.subList(kernel.outputs(), made.size()));
        return made.subList(kernel.first(), kernel.outputs());
    }

    /**
     * Runs a kernel for what it writes into the first list among its arguments.
     *
     * @return an expression that reads from that list. The method must use it: libtorch drops a
     *     call that writes only to lists which nobody reads.
     */
    String execute(Kernel kernel) {
        lines.add(text(kernel));
        return argument(kernel.arguments().get(0)) + "[0]";
    }

    private String text(Kernel kernel) {
        return kernel.arguments().stream()
                .map(this::argument)
                .collect(Collectors.joining(", ", "torch." + kernel.operator() + "(", ")"));
    }

    /** A product of matrices, {@code linear} or {@code matmul}, as the target wants it. */
    Term product(String operator, List<?> operands) {
        boolean narrow = target.precision() == Precision.BF16;
        List<String> texts = new ArrayList<>();
        for (Object operand : operands) {
            String full = argument(operand);
            texts.add(narrow ? define("torch.to(" + full + ", " + BF16 + ")").text() : full);
        }
        boolean isLinear = operator.equals("linear");
        boolean isMatrix = ((Node) operands.get(1)).shape().rank() == 2;
        boolean takesOneDnn = target.products() == Products.ONEDNN && isMatrix && !narrow;
        Term product =
                takesOneDnn
                        ? byOneDnn(isLinear, texts)
                        : define("torch." + operator + "(" + String.join(", ", texts) + ")");
        return narrow ? define("torch.to(" + product + ", " + FLOAT32 + ")") : product;
    }

    /** x·Wᵀ + b; a plain product x·y is one with W = yᵀ. */
    private Term byOneDnn(boolean isLinear, List<String> texts) {
        String w = isLinear ? texts.get(1) : define("torch.t(" + texts.get(1) + ")").text();
        String b = texts.size() == 3 ? texts.get(2) : "None";
        return define(
                "ops.mkldnn._linear_pointwise("
                        + texts.get(0)
                        + ", "
                        + w
                        + ", "
                        + b
                        + ", \"none\", annotate(List[Optional[number]], []), \"\")");
    }

    private String contiguous(String x, boolean lastAxisOnly) {
        if (!lastAxisOnly) {
            return define("torch.contiguous(" + x + ")").text(); // for several kernels one copy
        }
        Term copy = define(x);
        line("if torch.ne(torch.stride(" + x + ", -1), 1):");
        line("  " + copy + " = torch.contiguous(" + x + ")");
        return copy.text();
    }

    private String argument(Object argument) {
        if (argument instanceof Node node) {
            return emit(node);
        }
        if (argument instanceof Kernel kernel) {
            return text(kernel);
        }
        if (argument instanceof Kernel.Extra extra) {
            return extras.get(extra.output().call()).get(extra.index()).text();
        }
        if (argument instanceof Kernel.DTypeOf type) {
            return "ops.prim.dtype(" + emit(type.node()) + ")";
        }
        if (argument instanceof Kernel.Contiguous contiguous) {
            return contiguous(emit(contiguous.node()), contiguous.lastAxisOnly());
        }
        if (argument instanceof Kernel.Keyword keyword) {
            return keyword.name() + "=" + argument(keyword.value());
        }
        if (argument instanceof List<?> list && list.isEmpty()) {
            return "annotate(List[Tensor], [])";
        }
        if (argument instanceof List<?> list) {
            String items =
                    list.stream().map(this::argument).collect(Collectors.joining(", ", "[", "]"));
            return list.get(0) instanceof Node ? define(items).text() : items;
        }
        return literal(argument);
    }

    /** A number, boolean, word or None as Python writes it. */
    static String literal(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return "float(\"" + (number.isNaN() ? "nan" : number > 0 ? "inf" : "-inf") + "\")";
        }
        return value instanceof String text ? "\"" + text + "\"" : value.toString();
    }

    /** A new name for an expression, or the one that it has already. */
    Term define(String expression) {
        return known.computeIfAbsent(expression, e -> assign(e, Term::tensor));
    }

    /** The same for a number on the host. */
    Term defineHost(String expression) {
        return known.computeIfAbsent(expression, e -> assign(e, Term::host));
    }

    /** A name for each of several values; always computed anew if asked again. */
    List<Term> define(String expression, int outputs) {
        if (outputs == 1) {
            return List.of(define(expression));
        }
        List<Term> made = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            made.add(Term.tensor(name()));
        }
        String left = made.stream().map(Term::text).collect(Collectors.joining(", "));
        lines.add(left + " = " + expression);
        return made;
    }

    /** A new name for an expression that is drawn anew each time. */
    Term draw(String expression) {
        return assign(expression, Term::tensor);
    }

    private Term assign(String expression, Function<String, Term> kind) {
        String name = name();
        lines.add(name + " = " + expression);
        return kind.apply(name);
    }
}
