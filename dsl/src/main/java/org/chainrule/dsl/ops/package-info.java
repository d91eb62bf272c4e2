/**
 * The ops: each file holds one step that a textbook differentiates in one line, as a formula, its
 * shapes, its forward expression and its vector-Jacobian product.
 */
package org.chainrule.dsl.ops;
