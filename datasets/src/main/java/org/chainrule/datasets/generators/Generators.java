package org.chainrule.datasets.generators;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.datasets.Nearest;
import org.chainrule.dsl.error.ChainruleException;

/**
 * The generators that a user can name, each as it is by default.
 *
 * <pre>{@code
 * import org.chainrule.datasets.generators.Generators;
 *
 * Examples moons = Generators.named("moons").examples(1);
 * }</pre>
 */
public final class Generators {
    private static final List<Named> NAMED =
            List.of(
                    new Named(
                            new Xor(400).withNoise(0.15),
                            "400 points around the corners of a square; two classes, crosswise"),
                    new Named(
                            new Spirals(1_000),
                            "1,000 points on two arms of a spiral, a class each"),
                    new Named(new Moons(400), "400 points on two half circles, a class each"),
                    new Named(new Circles(400), "400 points on a circle and one inside it"),
                    new Named(new Blobs(300), "300 points around three centres, a class each"),
                    new Named(
                            new LinearRegression(200),
                            "200 points with y = 2x₁ − x₂ + ½ and noise, to predict y"),
                    new Named(
                            new LogisticRegression(500),
                            "500 points, each of a class by a known probability"),
                    new Named(new Sine(200), "200 numbers with y = sin x and noise, to predict y"),
                    new Named(
                            new SineWaves(1_000, 20),
                            "1,000 pieces of sine waves, to predict the next number"),
                    new Named(
                            new Communities(200),
                            "200 nodes of a graph of four communities, a class each"));

    private record Named(Generator generator, String description) {}

    private Generators() {}

    /**
     * The generator with a name.
     *
     * @param name one of {@link #names()}
     * @throws ChainruleException if there is none
     */
    public static Generator named(String name) {
        return NAMED.stream()
                .map(Named::generator)
                .filter(generator -> generator.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    /**
     * The names of the generators, each with a description of one line.
     *
     * @return an unmodifiable map
     */
    public static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        NAMED.forEach(n -> names.put(n.generator().name(), n.description()));
        return Collections.unmodifiableMap(names);
    }

    private static ChainruleException unknown(String name) {
        return new ChainruleException(
                "generator",
                "there must be one of that name",
                "but found \"" + name + "\"",
                Nearest.to(name, names().keySet()).map("Did you mean %s? "::formatted).orElse("")
                        + "Choose from "
                        + String.join(", ", names().keySet())
                        + ".");
    }
}
