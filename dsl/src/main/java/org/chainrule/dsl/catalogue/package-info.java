/**
 * What there is to choose from: found among the class files, described by the classes themselves.
 */
package org.chainrule.dsl.catalogue;
