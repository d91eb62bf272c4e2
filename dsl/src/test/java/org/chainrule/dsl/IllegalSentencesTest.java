package org.chainrule.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stage can't take does not compile: javac itself is asked. */
class IllegalSentencesTest {
    private static final String UNKNOWN_METHOD = "compiler.err.cant.resolve.location.args";

    @TempDir private Path classes;

    /** The errors of a class with this expression in it. */
    private List<Diagnostic<? extends JavaFileObject>> errors(String expression) {
        String text =
                "import org.chainrule.dsl.Net; class Sentence { Object net() { return "
                        + expression
                        + "; } }";
        JavaFileObject source =
                new SimpleJavaFileObject(
                        URI.create("string:///Sentence.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options =
                List.of(
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString());
        compiler.getTask(new StringWriter(), null, found, options, null, List.of(source)).call();
        return found.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Net.tokens(8).gelu()                                   | gelu
                    Net.tokens(8).relu()                                   | relu
                    Net.tokens(8).dense(4)                                 | dense
                    Net.tokens(8).layerNorm()                              | layerNorm
                    Net.tokens(8).dropout(0.1)                             | dropout
                    Net.tokens(8).causalAttention(2)                       | causalAttention
                    Net.tokens(8).logits(10)                               | logits
                    Net.tokens(8).tiedLogits()                             | tiedLogits
                    Net.tokens(8).residual(r -> r)                         | residual
                    Net.tokens(8).repeat(2, b -> b)                        | repeat
                    Net.tokens(8).embed(10, 4).embed(10, 4)                | embed
                    Net.image(3, 4, 5).causalAttention(2)                  | causalAttention
                    Net.image(3, 4, 5).dense(4)                            | dense
                    Net.image(3, 4, 5).layerNorm()                         | layerNorm
                    Net.image(3, 4, 5).residual(r -> r.dense(4))           | dense
                    Net.image(3, 4, 5).flatten().flatten()                 | flatten
                    Net.features(4).causalAttention(2)                     | causalAttention
                    Net.features(4).learnedPositions()                     | learnedPositions
                    Net.features(4).sinusoidalPositions()                  | sinusoidalPositions
                    Net.features(4).transformerBlock(2)                    | transformerBlock
                    Net.tokens(8).selfAttention(2)                         | selfAttention
                    Net.image(3, 4, 5).crossAttention(2, 4)                | crossAttention
                    Net.image(3, 4, 5).swiGlu(4)                           | swiGlu
                    Net.sequence(4).graphConvolution(2)                    | graphConvolution
                    Net.features(4).tiedLogits()                           | tiedLogits
                    Net.features(4).embed(10, 4)                           | embed
                    Net.features(4).flatten()                              | flatten
                    Net.features(4).repeat(2, b -> b.causalAttention(2))   | causalAttention
                    Net.tokens(3).flatten()                                | flatten
                    Net.tokens(3).batchNorm()                              | batchNorm
                    Net.features(4).conv(8, 3)                             | conv
                    Net.tokens(8).conv(8, 3)                               | conv
                    Net.features(4).maxPool(2)                             | maxPool
                    Net.image(3, 4, 5).rmsNorm()                           | rmsNorm
                    Net.image(3, 4, 5).globalAveragePool().maxPool(2)      | maxPool
                    Net.features(4).build()                                | build
                    """)
    void stageLacksTheStep(String sentence, String step) {
        assertThat(errors(sentence))
                .singleElement()
                .satisfies(
                        error -> {
                            assertThat(error.getCode()).isEqualTo(UNKNOWN_METHOD);
                            assertThat(error.getMessage(null)).contains("method " + step + "(");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Net.image(3, 4, 5).residual(r -> r.flatten())",
                "Net.tokens(3).embed(10, 4).residual(r -> r.flatten())",
                "Net.tokens(8).embed(10, 4).repeat(2, b -> Net.features(4))",
                "Net.features(4).dense(4, d -> 4)",
                "Net.features(4).dense(0.5)",
                "Net.features(4).dropout()",
                "new Net() {}",
            })
    void otherIllegalSentencesDoNotCompile(String sentence) {
        assertThat(errors(sentence)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Net.tokens(8).embed(10, 4).gelu()",
                "Net.tokens(8).embed(10, 4).learnedPositions().causalAttention(2).tiedLogits()",
                "Net.image(3, 4, 5).relu().flatten().dense(4).layerNorm()",
                "Net.image(3, 4, 5).batchNorm().relu().flatten().dense(4).batchNorm().sigmoid()",
                "Net.tokens(3).embed(10, 4).flatten().dense(4).batchNorm().tanh()",
                "Net.features(4).residual(r -> r.dense(4).gelu()).repeat(2, b -> b.dense(4))",
                "Net.sequence(4).causalAttention(2, a -> a.withoutBias()).logits(3)",
                "Net.image(1, 28, 28).conv(32, 3, c -> c.withPadding(1).withStride(2)).relu()"
                        + ".maxPool(2).flatten().dense(10)",
                "Net.sequence(4).conv(8, 3, c -> c.causal()).rmsNorm().globalAveragePool().dense(2)",
                "Net.sequence(4).transformerBlock(2, b -> b.preNorm().causal()).swiGlu(8)",
                "Net.tokens(8).embed(9, 4).encoder(Net.sequence(6)).crossAttention(2, 6)",
                "Net.features(4).graphConvolution(3).feedForward(8).withLora(2, 4)",
            })
    void legalSentencesCompile(String sentence) {
        assertThat(errors(sentence)).isEmpty();
    }
}
