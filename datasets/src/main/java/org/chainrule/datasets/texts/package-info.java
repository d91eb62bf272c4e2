/** Texts of a class each, as tokens of one length for a classifier. */
package org.chainrule.datasets.texts;
