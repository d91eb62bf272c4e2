package org.chainrule.notebooks.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is printed where there is no page. */
class TextFrontTest {
    private static String printed(Runnable cell) {
        PrintStream out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            cell.run();
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void emptyLineEndsAValueOfSeveralLines() {
        Front front = new TextFront();
        String text =
                printed(
                        () -> {
                            front.show(Bundle.of("a = 1\nb = 2"));
                            front.show(Bundle.of("a"));
                            front.show(Bundle.html("b", "<p>b</p>"));
                        });
        assertThat(text).isEqualTo("a = 1\nb = 2\n\na\nb\n");
    }

    @Test
    void whatChangesIsPrintedOnceItIsDone() {
        String text =
                printed(
                        () -> {
                            Front.Live live = new TextFront().live();
                            live.update(() -> Bundle.of("step 1"));
                            live.finish(Bundle.of("step 2"));
                        });
        assertThat(text).isEqualTo("step 2\n");
    }
}
