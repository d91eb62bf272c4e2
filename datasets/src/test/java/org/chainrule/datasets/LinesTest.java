package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final LineCharacters AB = new LineCharacters(CharTokenizer.of("ab"));

    @Test
    void linesEndInEitherWay() {
        assertThat(Lines.of(new Corpus("names", "ab\r\nb\n a")).lines())
                .containsExactly("ab", "b", " a");
    }

    /** What Python 3 prints for {@code random.seed(42)} and {@code random.shuffle} of 0 to 9. */
    @Test
    void shufflesAsPythonDoes() {
        List<String> digits = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
        Lines.Split split = new Lines("digits", digits).split(42);
        assertThat(split.training().lines()).containsExactly(PYTHON.split(" "));
        assertThat(split.validation().lines()).hasSize(1);
        List<String> all = new ArrayList<>(split.training().lines());
        all.addAll(split.validation().lines());
        all.addAll(split.test().lines());
        assertThat(all).containsExactlyInAnyOrderElementsOf(digits);
    }

    private static final String PYTHON = "7 3 2 8 5 6 9 4";

    /** The sizes that Karpathy's makemore lectures print for context 3. */
    @Test
    void splitsNamesAsMakemoreDoes() {
        Path file = Cache.standard().file("names.txt");
        assumeTrue(
                Files.exists(file),
                () ->
                        "needs %s; set %s to a folder that holds names.txt"
                                .formatted(file, Cache.VARIABLE));
        Lines names = Lines.of(Corpora.file(file));
        assertThat(names.lines()).hasSize(32_033);
        var characters = new LineCharacters(names.characters());
        assertThat(characters.vocabularySize()).isEqualTo(27);
        Lines.Split split = names.split(42);
        assertThat(characters.next(split.training().lines(), 3).targets()).hasSize(182_625);
        assertThat(characters.next(split.validation().lines(), 3).targets()).hasSize(22_655);
        assertThat(characters.next(split.test().lines(), 3).targets()).hasSize(22_866);
    }

    @Test
    void fillsShorterLinesUp() {
        MaskedBatch batch = AB.batch(List.of("ab", "b"));
        assertThat(batch.tokens())
                .isEqualTo(
                        new TokenBatch(
                                2,
                                3,
                                new long[] {0, 1, 2, 0, 2, 0},
                                new long[] {1, 2, 0, 2, 0, 0}));
        assertThat(batch.mask()).containsExactly(1, 1, 1, 1, 1, 0);
    }

    @Test
    void everyCharacterIsTheTargetOfThoseBeforeIt() {
        NextCharacters next = AB.next(List.of("ab", "b"), 2);
        assertThat(next.inputs()).containsExactly(0, 0, 0, 1, 1, 2, 0, 0, 0, 2);
        assertThat(next.targets()).containsExactly(1, 2, 0, 2, 0);
    }

    @Test
    void saysWhatIsWrong() {
        assertMessage(
                () -> new Lines("names", List.of("a", "")),
                "names: every line must hold a character, but line 2 is empty. Take it out.");
        assertMessage(
                () -> new Lines("names", List.of()),
                "names: there must be a line, but there is none. Give another text.");
        assertMessage(
                () -> new Lines("names", List.of("a")).split(42),
                "names: there must be 10 lines to split, so that each part has one, but there are"
                        + " 1. Give a longer text.");
        assertMessage(
                () -> new Lines("names", Collections.nCopies(10, "a")).split(-1),
                "names: the seed must be at least 0, but it is -1. Try 42.");
        assertMessage(
                () -> AB.next(List.of("a"), 0),
                "NextCharacters: context must be at least 1, but it is 0. Try 3.");
    }

    private static void assertMessage(Runnable run, String message) {
        assertThatThrownBy(run::run).isInstanceOf(ChainruleException.class).hasMessage(message);
    }
}
