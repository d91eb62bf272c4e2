/**
 * Formulas as they are set on a page: a {@link org.chainrule.dsl.notation.Formula} is a tree that
 * knows how it looks, not what it means, and is rendered as a line of text, as LaTeX or as MathML.
 *
 * <p>Whatever has a formula, an expression of the symbolic calculus or a node of a graph, builds
 * one from its own definition; nothing keeps the text of a formula beside code that computes it.
 */
package org.chainrule.dsl.notation;
