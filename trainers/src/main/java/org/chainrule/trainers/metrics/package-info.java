/** How good predictions are: for classes and for numbers, as Tablesaw tables. */
package org.chainrule.trainers.metrics;
