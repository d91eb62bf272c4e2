/**
 * Derivations: the reverse walk over a network's graph, written out as the formulas that it runs.
 *
 * <p>A {@link org.chainrule.dsl.derivation.Derivation} holds a step for each call that the walk
 * goes through. {@link org.chainrule.dsl.derivation.FormulaWriter} turns nodes into formulas, so
 * what is read is made from the same graph that is compiled; {@link
 * org.chainrule.dsl.derivation.Numbers} evaluates that graph on a small batch.
 */
package org.chainrule.dsl.derivation;
