/**
 * Probability and statistics: tables and the rules of probability, distributions with their log
 * densities and the gradients of these, moments, maximum likelihood and maximum a posteriori.
 */
package org.chainrule.dsl.probability;
