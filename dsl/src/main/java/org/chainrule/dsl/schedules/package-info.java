/** The schedules: the learning rate as a function of the step. */
package org.chainrule.dsl.schedules;
