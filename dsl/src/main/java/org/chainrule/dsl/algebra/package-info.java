/**
 * Linear algebra on numbers, as a textbook does it by hand: each class takes arrays, keeps the
 * steps or the measured errors beside the result, and prints them. What is differentiated is among
 * the ops; there are no gradients here.
 */
package org.chainrule.dsl.algebra;
