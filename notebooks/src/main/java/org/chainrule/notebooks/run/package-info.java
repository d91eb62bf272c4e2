/** Notebooks as files, and their execution: in Jupyter, and in JShell alone. */
package org.chainrule.notebooks.run;
