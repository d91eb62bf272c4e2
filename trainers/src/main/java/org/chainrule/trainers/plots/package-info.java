/** Plots of functions, of several variables and of limits, as PNG or SVG. */
package org.chainrule.trainers.plots;
