/**
 * Images to train on: from folders, the files of MNIST, tables of pixels, or drawn by Java itself.
 *
 * <pre>{@code
 * import org.chainrule.datasets.Examples;
 * import org.chainrule.datasets.images.Augmentation;
 * import org.chainrule.datasets.images.DrawnDigits;
 * import org.chainrule.datasets.images.Standardization;
 *
 * Examples.Split split = DrawnDigits.standard().examples(6_000, 1).split(0.2, 1);
 * Standardization scale = Standardization.of(split.training());
 * Augmentation shifts = Augmentation.none().withShift(1);
 * Examples training = scale.over(shifts.over(split.training()));
 * Examples test = scale.over(split.test());
 * }</pre>
 *
 * <p>Each is {@link org.chainrule.datasets.Examples} of the shape (channels, height, width).
 */
package org.chainrule.datasets.images;
