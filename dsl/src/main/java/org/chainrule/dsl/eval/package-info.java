/**
 * Step-by-step evaluation in plain Java, in 64 bits, with every value kept: the oracle that the
 * native program is checked against, and the magnifying glass over a single example.
 *
 * <p>Nothing here knows of libtorch.
 */
package org.chainrule.dsl.eval;
