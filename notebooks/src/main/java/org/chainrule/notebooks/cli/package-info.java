/** The command {@code chainrule-notebooks}. */
package org.chainrule.notebooks.cli;
