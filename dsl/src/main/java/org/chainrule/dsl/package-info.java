/**
 * The language in which networks are declared. A network is a value: each step returns a new one,
 * and every one of them can be summarized, trained and run.
 */
package org.chainrule.dsl;
