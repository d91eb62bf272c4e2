/** Errors that a user can mend. */
package org.chainrule.dsl.error;
