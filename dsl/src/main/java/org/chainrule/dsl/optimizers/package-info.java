/** The optimizers: how a weight changes with its gradient. */
package org.chainrule.dsl.optimizers;
