/** How parameters begin. */
package org.chainrule.dsl.initializers;
