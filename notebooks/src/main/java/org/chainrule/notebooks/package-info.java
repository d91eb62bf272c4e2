/** What the notebooks display with, beside the notebooks themselves. */
package org.chainrule.notebooks;
