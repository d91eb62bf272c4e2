/** The command line: what a user types, and what it prints. */
package org.chainrule.trainers.cli;
