/**
 * Gradients compared: by hand, by autograd and by central differences, for a network, a layer, a
 * loss or an op. {@link org.chainrule.dsl.check.GradientCheck} fills a {@link
 * org.chainrule.dsl.ledger.Ledger}; {@link org.chainrule.dsl.check.GradCheck} and {@link
 * org.chainrule.dsl.check.GradientAssertions} are for tests of one's own ops.
 *
 * <p>Programs run in libtorch, through {@link org.chainrule.dsl.djl.ArrayProgram}; of DJL's own
 * types only that of number types occurs here.
 */
package org.chainrule.dsl.check;
