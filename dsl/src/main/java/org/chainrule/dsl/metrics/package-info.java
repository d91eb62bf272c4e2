/** What is measured on validation data besides the loss, in the same native call. */
package org.chainrule.dsl.metrics;
