package org.chainrule.dsl.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.dsl.FeatureNet;
import org.chainrule.dsl.ImageNet;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.TokenNet;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.losses.Loss;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.ops.Catalogue;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.dsl.optimizers.Optimizers;
import org.chainrule.dsl.schedules.Schedule;
import org.chainrule.dsl.schedules.Schedules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryTest {

    @Test
    void areThePublicConcreteClassesOfAKind() {
        assertThat(Entry.of(Things.Thing.class))
                .extracting(Entry::name)
                .containsExactly("plainThing", "quietThing", "silentThing");
    }

    @Test
    void tellWhatTheirClassSays() {
        assertThat(Entry.of(Things.Thing.class))
                .extracting(Entry::meaning)
                .containsExactly("a plain thing: x + 1", "a quiet thing", "");
        assertThat(Entry.of(Things.Thing.class))
                .extracting(Entry::rows)
                .containsExactly(List.of("B1", "B2"), List.of(), List.of());
    }

    /** Each kind of the library, with the classes that make its words. */
    private static Stream<Words> kinds() {
        return Stream.of(
                new Words(
                        Layer.class,
                        List.of(
                                TokenNet.class,
                                SequenceNet.class,
                                FeatureNet.class,
                                ImageNet.class)),
                new Words(Loss.class, List.of(Losses.class, Loss.class)),
                new Words(Optimizer.class, List.of(Optimizers.class)),
                new Words(Schedule.class, List.of(Schedules.class, Schedule.class)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void namesAreWordsOfTheLanguage(Words words) {
        Set<String> methods =
                words.in().stream()
                        .flatMap(type -> Stream.of(type.getMethods()))
                        .map(Method::getName)
                        .collect(Collectors.toSet());
        assertThat(Entry.of(words.kind()))
                .isNotEmpty()
                .extracting(Entry::name)
                .isSubsetOf(methods)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyClassOfTheLibrarySaysWhatItMeans(Words words) {
        assertThat(Entry.of(words.kind())).allSatisfy(EntryTest::saysWhatItMeans);
    }

    @Test
    void everyOpSaysWhatItMeans() {
        List<Entry> ops =
                Catalogue.ops().stream()
                        .filter(op -> !op.isNested())
                        .map(op -> new Entry(op.type()))
                        .toList();
        assertThat(ops).isNotEmpty().allSatisfy(EntryTest::saysWhatItMeans);
    }

    private static void saysWhatItMeans(Entry entry) {
        assertThat(entry.meaning())
                .as("the @Teaches of %s", entry.type().getName())
                .isNotBlank()
                .doesNotContain("\n");
    }

    /**
     * Where the words of a kind are.
     *
     * @param kind the kind
     * @param in the classes whose methods are the words
     */
    private record Words(Class<?> kind, List<Class<?>> in) {}
}
