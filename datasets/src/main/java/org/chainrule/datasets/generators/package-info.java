/**
 * Data that is drawn from a formula, so that the truth behind it is known and nothing is
 * downloaded.
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.Generators;
 * import org.chainrule.datasets.generators.Moons;
 *
 * Examples moons = new Moons(400).withNoise(0.1).examples(1); // by seed 1
 * Examples.Split split = moons.split(0.25, 1);
 * Examples spirals = Generators.named("spirals").examples(1);
 * }</pre>
 *
 * <p>The same generator with the same seed gives the same examples.
 */
package org.chainrule.datasets.generators;
