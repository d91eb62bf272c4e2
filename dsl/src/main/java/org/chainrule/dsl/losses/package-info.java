/** The losses: what a network is trained to make small. */
package org.chainrule.dsl.losses;
