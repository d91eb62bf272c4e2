package org.chainrule.trainers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.trainers.Sentences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeriveCommandTest {

    private static List<String> lines(String... arguments) {
        Outcome outcome = Outcome.of(arguments);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        return outcome.out().lines().toList();
    }

    @Test
    void stepsShowTheirRules() {
        assertThat(lines("derive", "x^2 e^x"))
                .containsExactly(
                        "f(x) = x²·eˣ",
                        "  1. d/dx x² = 2x                                 power rule (A35)",
                        "  2. d/dx eˣ = eˣ                                 natural exponential (A4)",
                        "  3. d/dx (x²·eˣ) = 2x·eˣ + x²·eˣ = eˣ(x² + 2x)   product rule (A32)",
                        "df/dx = eˣ(x² + 2x)");
    }

    @Test
    void expressionMayBeginWithAMinus() {
        assertThat(lines("derive", "-ln p")).contains("df/dp = −1/p", "defined for p > 0");
    }

    @Test
    void lagrangeAndHigherDerivatives() {
        assertThat(lines("derive", "x^3", "--notation", "lagrange", "--order", "2"))
                .contains("f′(x) = 3x²", "f′′(x) = 6x");
    }

    @Test
    void valuesOfThreeWaysAtAPoint() {
        List<String> lines = lines("derive", "(w x - t)^2", "--wrt", "w", "--at", "w=1,x=2,t=3");
        assertThat(lines).contains("∂f/∂w = 2x(wx − t)", "at w = 1, x = 2, t = 3");
        assertThat(lines.get(lines.size() - 3)).matches("  formula +-4\\.0+");
        assertThat(lines.get(lines.size() - 2))
                .matches("  autograd +-4\\.0+ +difference 0\\.0e\\+00");
        assertThat(lines.get(lines.size() - 1))
                .matches("  central differences +-(4\\.0|3\\.9)\\d+ +difference \\d\\.\\de-\\d\\d");
    }

    @Test
    void modelIsDerivedWithItsOwnNumbers(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), Sentences.text());
        Path run = folder.resolve("run");
        Outcome trained = Outcome.ofTraining(text, run, "--steps", "5");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(lines("derive", "--model", run.toString()))
                .contains("1  loss  (cross entropy)", "gradients")
                .anyMatch(line -> line.startsWith("   d(embed.weight) (vocabulary "));
        String page =
                String.join("\n", lines("derive", "--model", run.toString(), "--format", "html"));
        assertThat(page).contains("<h1>Derivation: tokens (batch, time)").doesNotContain("http");
        double loss =
                Double.parseDouble(page.replaceAll("(?s).*on which L = ([0-9.]+)\\.</p>.*", "$1"));
        assertThat(loss).isBetween(2.0, 5.0); // of random tokens, among some thirty
    }

    @Test
    void somethingMustBeDerived() {
        assertThat(Outcome.of("derive"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: derive: an expression or --model must say what is"
                                        + " differentiated, but there is neither. Write, for"
                                        + " example, chainrule derive 'x^2 e^x'."));
    }

    @Test
    void kinkIsSaid() {
        assertThat(lines("derive", "relu x", "--at", "0"))
                .contains(
                        "kink where x = 0; the derivative there is taken as 0", "at x = 0, a kink");
    }

    @Test
    void latexIsAFormulaALine() {
        assertThat(lines("derive", "ln x", "--format", "latex"))
                .containsExactly(
                        "\\[f(x) = \\ln x\\]",
                        "\\[\\frac{d}{dx}\\,\\ln x = \\frac{1}{x} \\quad\\text{natural"
                                + " logarithm (A6)}\\]",
                        "\\[\\frac{df}{dx} = \\frac{1}{x}\\]",
                        "% defined for x > 0");
    }

    @Test
    void pageNeedsNothingElse() {
        String page = String.join("\n", lines("derive", "x", "--format", "html"));
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "<math displaystyle=\"true\">",
                        "power rule (A35)",
                        "color-scheme: light dark")
                .doesNotContain("http", "src=", "<script");
    }

    @Test
    void errorsPointToThePlace() {
        Outcome outcome = Outcome.of("derive", "2x + * 3");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .containsExactly(
                        "chainrule: expression: a number, a variable or a parenthesis must stand"
                                + " here, but found *. Write what is missing.",
                        "  2x + * 3",
                        "       ^");
    }

    @Test
    void badPointsAndOptions() {
        assertThat(Outcome.of("derive", "ln x", "--at", "-1"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: x = -1: a point must lie in the domain, but there x > 0"
                                        + " does not hold. Choose another point."));
        assertThat(Outcome.of("derive", "x y", "--at", "1"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: y: every variable must have a value, but y has none."
                                        + " Give one, as in y=1."));
        assertThat(Outcome.of("derive", "y z"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --wrt: must name the variable where there are several"
                                        + " and none is x, but found y, z. Write --wrt y."));
        assertThat(Outcome.of("derive", "x", "--order", "0"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --order: must be 1 or more, but found 0. Give a greater"
                                        + " number."));
        assertThat(Outcome.of("derive", "x", "--order", "21"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --order: must be 20 or less, but found 21. Give a"
                                        + " smaller number."));
        assertThat(Outcome.of("derive", "x", "--at", "x=1,2"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --at: must be a value, or values with their variables,"
                                        + " but found 2. Write for example x=1,y=2."));
        assertThat(Outcome.of("derive", "x", "--at", "y"))
                .isEqualTo(
                        Outcome.refused(
                                "chainrule: --at: a value must be a number, but found y. Write for"
                                        + " example 2, 0.5 or pi/2."));
    }

    /** Without DJL and libtorch on the class path, what would load them fails. */
    @Test
    void needsNoEngineWithoutAPoint(@TempDir Path folder) throws Exception {
        Path plot = folder.resolve("x.svg");
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> without = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (!entry.matches(".*[/\\\\]ai[/\\\\]djl[/\\\\].*")) {
                without.add(Path.of(entry).toUri().toURL());
            }
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (URLClassLoader loader =
                new URLClassLoader(
                        without.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Method run =
                    loader.loadClass(Main.class.getName())
                            .getDeclaredMethod(
                                    "run", PrintWriter.class, PrintWriter.class, String[].class);
            run.setAccessible(true);
            for (String[] arguments :
                    List.of(
                            new String[] {"derive", "x*sigmoid(x) + |x|"},
                            new String[] {"derive", "x^2", "--plot", plot.toString()})) {
                Object code =
                        run.invoke(null, new PrintWriter(out), new PrintWriter(err), arguments);
                assertThat(code).as(err.toString()).isEqualTo(0);
            }
        }
        assertThat(plot).isNotEmptyFile();
        assertThat(out.toString()).contains("σ(x) + x·σ(x)(1 − σ(x)) + sign x");
    }
}
