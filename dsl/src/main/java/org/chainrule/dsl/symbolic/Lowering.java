package org.chainrule.dsl.symbolic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.Constant;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.symbolic.Expression.Apply;
import org.chainrule.dsl.symbolic.Expression.Choice;
import org.chainrule.dsl.symbolic.Expression.Literal;
import org.chainrule.dsl.symbolic.Expression.Named;
import org.chainrule.dsl.symbolic.Expression.Power;
import org.chainrule.dsl.symbolic.Expression.Sum;
import org.chainrule.dsl.symbolic.Expression.Variable;

/** Writes expressions as graphs, so that they are computed like any op. Equal parts occur once. */
public final class Lowering {
    private final Map<Expression, Node> nodes = new HashMap<>();
    private final Map<Node, Boolean> varying = new IdentityHashMap<>();

    /**
     * A lowering to graphs of these nodes.
     *
     * @param variables the node of each variable
     */
    public Lowering(Map<String, Node> variables) {
        variables.forEach(
                (name, node) -> {
                    nodes.put(Expression.variable(name), node);
                    varying.put(node, true);
                });
    }

    /**
     * The value of an expression.
     *
     * @throws IllegalArgumentException if a variable has no node
     */
    public Node node(Expression e) {
        Node known = nodes.get(e);
        if (known == null) {
            Node made = make(e);
            known =
                    isNumber(made) || varies(made)
                            ? made
                            : Node.constant(new Evaluator(Map.of(), 0).valueOf(made).item());
            nodes.put(e, known);
        }
        return known;
    }

    private Node make(Expression e) {
        if (e instanceof Literal literal) {
            return Node.constant(literal.value().value());
        }
        if (e instanceof Named named) {
            return Node.constant(named.value());
        }
        if (e instanceof Variable variable) {
            throw new IllegalArgumentException("the variable " + variable.name() + " has no node");
        }
        if (e instanceof Sum sum) {
            return sum(sum);
        }
        if (e instanceof Apply apply) {
            return apply.function()
                    .definition(apply.arguments())
                    .map(this::node)
                    .orElseGet(
                            () ->
                                    apply.function()
                                            .lower(
                                                    apply.arguments().stream()
                                                            .map(this::node)
                                                            .toList()));
        }
        if (e instanceof Choice choice) {
            return choice(choice);
        }
        return e instanceof Power power ? power(power) : quotient(Term.of(e));
    }

    private Node sum(Sum sum) {
        List<Node> added = new ArrayList<>();
        List<Node> taken = new ArrayList<>();
        for (Expression term : sum.terms()) {
            boolean isNegative = Term.of(term).coefficient().signum() < 0;
            (isNegative ? taken : added).add(node(isNegative ? term.negate() : term));
        }
        if (taken.isEmpty()) {
            return joined(added, Node::plus);
        }
        Node minus = joined(taken, Node::plus);
        return added.isEmpty() ? minus.negate() : joined(added, Node::plus).minus(minus);
    }

    /** All nodes by an operation, in pairs, so that long lists do not make deep graphs. */
    private static Node joined(List<Node> nodes, BinaryOperator<Node> by) {
        if (nodes.size() == 1) {
            return nodes.get(0);
        }
        int half = nodes.size() / 2;
        return by.apply(
                joined(nodes.subList(0, half), by), joined(nodes.subList(half, nodes.size()), by));
    }

    private Node quotient(Term term) {
        List<Node> over = new ArrayList<>();
        List<Node> under = new ArrayList<>();
        for (Expression factor : Factor.factors(term.rest())) {
            Factor split = Factor.of(factor);
            if (split.exponent() instanceof Literal n && n.value().signum() < 0) {
                under.add(node(split.base().pow(new Literal(n.value().negate()))));
            } else {
                over.add(node(factor));
            }
        }
        double coefficient = term.coefficient().value();
        Node numerator = over.isEmpty() ? null : joined(over, Node::times);
        if (numerator == null) {
            numerator = Node.constant(coefficient);
        } else if (coefficient == -1) {
            numerator = numerator.negate();
        } else if (coefficient != 1) {
            numerator = numerator.times(coefficient);
        }
        return under.isEmpty() ? numerator : numerator.over(joined(under, Node::times));
    }

    private Node power(Power power) {
        Expression exponent = power.exponent();
        if (power.base() == Named.E) {
            return node(exponent).exp();
        }
        Node base = node(power.base());
        if (!(exponent instanceof Literal n)) {
            return base.pow(node(exponent));
        }
        Node positive = raised(base, n.value().abs());
        return n.value().signum() < 0 ? positive.reciprocal() : positive;
    }

    private static Node raised(Node base, Rational exponent) {
        if (exponent.equals(Rational.ONE)) {
            return base;
        }
        if (exponent.equals(Rational.of(2))) {
            return base.square();
        }
        return exponent.equals(Rational.of(1, 2)) ? base.sqrt() : base.pow(exponent.value());
    }

    private Node choice(Choice choice) {
        Node left = node(choice.left());
        Node right = node(choice.right());
        if (isNumber(left) && isNumber(right)) {
            return node(value(left) > value(right) ? choice.yes() : choice.no());
        }
        Node like = isNumber(left) ? right : left;
        // two numbers would be chosen between in 32 bits
        UnaryOperator<Node> sized = x -> isNumber(x) ? x.expandLike(like) : x;
        return left.greaterThan(right)
                .choose(sized.apply(node(choice.yes())), sized.apply(node(choice.no())));
    }

    private static boolean isNumber(Node node) {
        return node.call().op() instanceof Constant;
    }

    private static double value(Node number) {
        return ((Constant) number.call().op()).value();
    }

    /** Whether a node is made of more than numbers. */
    private boolean varies(Node node) {
        Boolean known = varying.get(node);
        if (known == null) {
            Call call = node.call();
            boolean isGiven = call.op() instanceof org.chainrule.dsl.graph.Variable;
            known = isGiven || call.inputs().stream().anyMatch(this::varies);
            varying.put(node, known);
        }
        return known;
    }
}
