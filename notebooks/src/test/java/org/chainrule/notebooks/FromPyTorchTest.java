package org.chainrule.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.eval.Evaluator;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.graph.Node;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.schedules.Schedule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that sets PyTorch's calls beside Chainrule's. */
class FromPyTorchTest {
    private static final Path PAGE = Path.of("../.github/FROM_PYTORCH.md");

    /** Of the greater of 1 and the number: both sides compute in 64 bits, in some hundred steps. */
    private static final double ROUNDING = 1e-13;

    private static final double PEAK = 0.1; // the page's optimizer's rate

    @TempDir private static Path folder;
    private static SnippetCompiler compiler;
    private static CallTables tables;
    private static Map<String, List<Result>> reference;

    /** An array as {@code from_pytorch.py} writes it. */
    private record Result(long[] sizes, double[] values) {}

    @BeforeAll
    static void read() throws IOException {
        compiler = new SnippetCompiler(folder);
        tables = CallTables.in(PAGE);
        try (Reader json =
                new InputStreamReader(
                        FromPyTorchTest.class.getResourceAsStream("from_pytorch.json"),
                        StandardCharsets.UTF_8)) {
            reference = new Gson().fromJson(json, new TypeToken<>() {});
        }
    }

    @AfterAll
    static void closeCompiler() throws IOException {
        compiler.close();
    }

    @Test
    void everyCallCompiles() {
        assertThat(compiler.complaints(tables.statements())).isEmpty();
    }

    @TestFactory
    List<DynamicTest> valueIsThatOfPyTorch() throws ReflectiveOperationException, IOException {
        Snippet snippet = tables.values(reference.keySet());
        assertThat(compiler.complaints(snippet)).isEmpty();
        Map<Integer, Callable<Object>> calls = new HashMap<>();
        compiler.load(snippet).getMethod("list", Map.class).invoke(null, calls);
        return tables.rows().stream()
                .filter(row -> calls.containsKey(row.line()))
                .map(
                        row ->
                                dynamicTest(
                                        PAGE + ":" + row.line() + ": " + row.code(),
                                        () ->
                                                compare(
                                                        arrays(
                                                                calls.get(row.line()).call(),
                                                                numbers(calls)),
                                                        reference.get(row.call()))))
                .toList();
    }

    private static Evaluator numbers(Map<Integer, Callable<Object>> calls) throws Exception {
        return (Evaluator) calls.get(0).call();
    }

    private static void compare(List<NumericArray> found, List<Result> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).sizes()).containsExactly(expected.get(i).sizes());
            double[] values = found.get(i).values();
            for (int j = 0; j < values.length; j++) {
                double value = expected.get(i).values()[j];
                assertThat(values[j])
                        .isCloseTo(value, within(ROUNDING * Math.max(1, Math.abs(value))));
            }
        }
    }

    /** What a call gives, in numbers. */
    private static List<NumericArray> arrays(Object value, Evaluator numbers) {
        if (value instanceof List<?> rows && rows.get(0) instanceof List<?> row) {
            double[] flat =
                    rows.stream()
                            .flatMap(each -> ((List<?>) each).stream())
                            .mapToDouble(each -> ((Number) each).doubleValue())
                            .toArray();
            return List.of(NumericArray.of(flat, rows.size(), row.size()));
        }
        if (value instanceof List<?> several) {
            return several.stream().flatMap(each -> arrays(each, numbers).stream()).toList();
        }
        if (value instanceof Node node) {
            return List.of(numbers.valueOf(node));
        }
        if (value instanceof NumericArray array) {
            return List.of(array);
        }
        if (value instanceof Number number) {
            return List.of(NumericArray.scalar(number.doubleValue()));
        }
        if (value instanceof Boolean truth) {
            return List.of(NumericArray.scalar(truth ? 1 : 0));
        }
        if (value instanceof Net net) { // as many parameters
            return List.of(NumericArray.scalar(net.parameterCount()));
        }
        if (value instanceof double[] line) {
            return List.of(NumericArray.of(line, line.length));
        }
        if (value instanceof Shape shape) {
            return arrays(LongStream.of(shape.sizes()).asDoubleStream().toArray(), numbers);
        }
        if (value instanceof Schedule schedule) { // the first rates
            LongStream steps = LongStream.range(0, 30);
            return arrays(steps.mapToDouble(t -> schedule.rate(PEAK, t)).toArray(), numbers);
        }
        throw new IllegalStateException("no number is known for " + value);
    }

    @Test
    void everyValueBelongsToACallOnThePage() {
        assertThat(tables.rows())
                .extracting(CallTables.Row::call)
                .containsAll(reference.keySet())
                .doesNotHaveDuplicates();
    }

    /** What the syllabus asks for by name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "torch.tensor",
                " @ ",
                "torch.linalg.svd(",
                "torch.linalg.eig(",
                "torch.linalg.eigh(",
                "torch.linalg.norm(",
                ".backward(",
                "nn.Linear(",
                "nn.Embedding(",
                "nn.MultiheadAttention(",
                "nn.LayerNorm(",
                "nn.Dropout(",
                "F.cross_entropy(",
                "F.mse_loss(",
                "F.binary_cross_entropy_with_logits(",
                "F.kl_div(",
                "F.cosine_similarity(",
                "torch.optim.Adam(",
                "torch.optim.AdamW(",
                "lr_scheduler.CosineAnnealingLR(",
                "lr_scheduler.OneCycleLR("
            })
    void callIsOnThePage(String call) {
        assertThat(tables.rows())
                .anyMatch(row -> row.call().contains(call) && !row.code().isEmpty());
    }

    @Test
    void brokenCellIsNamedWithItsLine() throws IOException {
        Path page =
                page(
                        """
                        # A page

                        ```java
                        import org.chainrule.dsl.graph.*;
                        Node x = Variable.input("x", 2, 3);
                        ```

                        | PyTorch | Chainrule |
                        | --- | --- |
                        | `x + x` | `x.plus(x)` |
                        | `x - x` | `x.less(x)` |
                        | `x.numel()` | `var n = x.shape().elements()` |
                        | `x.dim()` | `var n = x.shape().rank()` |
                        """);
        assertThat(compiler.complaints(CallTables.in(page).statements()))
                .singleElement()
                .asString()
                .startsWith(page + ":11: ")
                .contains("less");
    }

    @Test
    void rejectsCellThatIsNoCode() throws IOException {
        Path page =
                page(
                        """
                        | PyTorch | Chainrule |
                        | --- | --- |
                        | `x + x` | x.plus(x) |
                        """);
        assertThatThrownBy(() -> CallTables.in(page))
                .hasMessage(
                        page + ":3: a cell must be one piece of code or —, but found: x.plus(x)");
    }

    private static Path page(String text) throws IOException {
        Path page = folder.resolve("PAGE.md");
        return Files.writeString(page, text);
    }
}
