/**
 * Symbolic calculus: expressions as they are written by hand, their derivatives with the rule of
 * every step, and the same expressions as ops of a network.
 */
package org.chainrule.dsl.symbolic;
