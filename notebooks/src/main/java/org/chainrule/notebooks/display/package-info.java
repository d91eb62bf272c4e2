/** How values look in a notebook, and how they get there, whichever kernel runs it. */
package org.chainrule.notebooks.display;
