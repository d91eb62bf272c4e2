/** What starts a kernel for Jupyter. */
package org.chainrule.notebooks.kernel;
