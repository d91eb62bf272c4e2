package org.chainrule.dsl.catalogue;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a class means, in a line, and which rows of the syllabus it covers. {@code chainrule list}
 * prints it.
 *
 * <p>For example {@code @Teaches(meaning = "rectified linear unit", formula = "max(x, 0)", rows =
 * "B1")}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Teaches {
    /** Its meaning in a few words. */
    String meaning();

    /** Its formula in plain characters; by default none, for what has none or a long one. */
    String formula() default "";

    /**
     * The rows of the syllabus that it covers. Where a row names several things, each class that is
     * one of them names the row, and together they must cover all of it, not a part. By default
     * none.
     */
    String[] rows() default {};
}
