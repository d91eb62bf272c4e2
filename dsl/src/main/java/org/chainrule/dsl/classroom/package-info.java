/**
 * The classroom: a student writes a gradient by hand, and it is compared with the derivation.
 *
 * <p>An {@link org.chainrule.dsl.classroom.Exercise} asks for the gradients of one op; a {@link
 * org.chainrule.dsl.classroom.Worksheet} for those of all named values of a network, one after the
 * other; a {@link org.chainrule.dsl.classroom.Question} for numbers. A wrong gradient is explained
 * by a {@link org.chainrule.dsl.classroom.Mistake} only where the derivation, with just that
 * mistake made in it, gives the student's very numbers; wrong numbers, where a known way of going
 * wrong leads to them.
 */
package org.chainrule.dsl.classroom;
