/** Descent on small problems, in plain Java: Newton's method, and the paths of optimizers. */
package org.chainrule.dsl.descent;
