package org.chainrule.notebooks.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as a difference between two runs. */
class ComparisonTest {
    private static Notebook notebook(List<String> tags, Output... outputs) {
        return new Notebook(List.of(new Cell("c1", true, "f();\ng();", tags, List.of(outputs))));
    }

    private static Output text(String text) {
        return Output.stream("stdout", text);
    }

    private static Output picture(String text) {
        return new Output(
                "display_data",
                "",
                Map.of("text/plain", text, "image/png", "AQI="),
                new JsonObject());
    }

    @Test
    void numbersMayDifferByATraceAndWordsMayNot() {
        assertThat(Comparison.difference("loss 2.345", "loss 2.346")).isEmpty();
        assertThat(Comparison.difference("loss 2.345", "loss 2.355"))
                .contains("was \"loss 2.345\", is \"loss 2.355\"");
        assertThat(Comparison.difference("loss 2.345", "cost 2.345")).isNotEmpty();
        assertThat(Comparison.difference("3.1e-17 and 5", "8.88e-16 and 5")).isEmpty();
        assertThat(Comparison.difference("5 steps", "6 steps")).isNotEmpty();
        assertThat(Comparison.difference("-0.5", "0.5")).isNotEmpty();
        assertThat(Comparison.difference("a\n\nb  c", " a\nb c\n")).isEmpty();
        assertThat(Comparison.difference("a\nb", "a")).contains("was \"b\", is \"(nothing)\"");
    }

    @Test
    void thirdDigitMayBeRoundedTheOtherWay() {
        assertThat(Comparison.difference("loss 3.09", "loss 3.10")).isEmpty();
        assertThat(Comparison.difference("loss 3.09", "loss 3.11")).isNotEmpty();
        assertThat(Comparison.difference("1.23e-4", "1.24e-4")).isEmpty();
        assertThat(Comparison.difference("0.50", "0.51")).isNotEmpty();
        assertThat(Comparison.difference("0.05", "0.06")).isNotEmpty();
        assertThat(Comparison.difference("100", "101")).isNotEmpty();
    }

    @Test
    void formsCountInJupyterAlone() {
        Notebook stored = notebook(List.of(), picture("p"));
        assertThat(Comparison.differences(stored, notebook(List.of(), text("p")), false)).isEmpty();
        assertThat(Comparison.differences(stored, notebook(List.of(), text("p")), true))
                .containsExactly(
                        "cell c1 (f();): showed [image/png, text/plain], now [text/plain]");
    }

    @Test
    void cellThatVariesMayShowOtherText() {
        List<String> tags = List.of(Cell.VARIES);
        assertThat(
                        Comparison.differences(
                                notebook(tags, text("3 s")), notebook(tags, text("4 s")), true))
                .isEmpty();
        assertThat(
                        Comparison.differences(
                                notebook(tags, text("3 s")), notebook(tags, picture("4 s")), true))
                .hasSize(1);
    }

    @Test
    void namesOfCharactersVaryFromUnicode14On() {
        var cell = new Cell("c1", true, "f();", List.of(Cell.UNICODE), List.of());
        assertThat(cell.varies()).isEqualTo(Runtime.version().feature() >= 19);
    }

    @Test
    void failureIsReportedWithItsMessage() {
        Notebook failed = notebook(List.of(), Output.error("E", "a\nb"));
        assertThat(Comparison.differences(failed, failed, true))
                .containsExactly("cell c1 (f();): E: a b");
        List<String> raises = List.of(Cell.RAISES);
        assertThat(
                        Comparison.differences(
                                notebook(raises, Output.error("E", "a")),
                                notebook(raises, Output.error("x.E", "a")),
                                true))
                .isEmpty();
        assertThat(
                        Comparison.differences(
                                notebook(raises, Output.error("E", "a")),
                                notebook(raises, Output.error("E", "b")),
                                true))
                .hasSize(1);
        assertThat(Comparison.failure(notebook(raises, text("x")).code().get(0)))
                .contains("cell c1 (f();): it has the tag raises-exception, but nothing failed");
    }

    @Test
    void bareValueIsRefused() {
        var value =
                new Output("execute_result", "", Map.of("text/html", "Foo@1a2b"), new JsonObject());
        assertThat(Comparison.failure(notebook(List.of(), value).code().get(0)))
                .hasValueSatisfying(line -> assertThat(line).endsWith("Use show(…)."));
    }
}
