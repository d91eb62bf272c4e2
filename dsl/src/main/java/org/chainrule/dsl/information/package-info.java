/**
 * Information theory: entropy, cross-entropy, divergences, perplexity and mutual information of
 * finite distributions and of samples.
 */
package org.chainrule.dsl.information;
