package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizersTest {
    private static final String MEND = " Take the file from the run that trained the model.";

    @Test
    void jsonIsAnObjectWithKindAndVocabulary() {
        assertThat(CharTokenizer.of("<a>\n\"").toJson())
                .isEqualTo("{\"kind\":\"characters\",\"vocabulary\":\"\\n\\\"<>a\"}");
    }

    @Test
    void readsWhatItWrote() {
        var tokenizer = CharTokenizer.of("é😀\u2028\u0000<&'\"\\");
        assertThat(Tokenizers.fromJson(tokenizer.toJson())).isEqualTo(tokenizer);
    }

    @Test
    void readsFieldsInAnyOrderAndIgnoresOthers() {
        assertThat(
                        Tokenizers.fromJson(
                                "{\"vocabulary\": \"ab\", \"note\": 1, \"kind\": \"characters\"}"))
                .isEqualTo(CharTokenizer.of("ab"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {              | must be a JSON object, but it is not JSON.
                    [1]            | must be a JSON object, but it is another JSON value.
                    ''             | must be a JSON object, but it is another JSON value.
                    {}             | must have the field "kind", but it has none.
                    {"kind": 7}    | "kind" must be a string, but it is 7.
                    {"kind": null} | "kind" must be a string, but it is null.
                    """)
    void rejectsOtherJson(String json, String message) {
        assertThatThrownBy(() -> Tokenizers.fromJson(json))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("tokenizer JSON: " + message + MEND);
    }

    @Test
    void rejectsUnknownKind() {
        assertThatThrownBy(() -> Tokenizers.fromJson("{\"kind\":\"words\"}"))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "tokenizer JSON: kind must be \"characters\", \"bytes\", \"byte-pairs\" or"
                                + " \"tokenizer.json\", but it is \"words\". A later version of Chainrule may read it."
                                + MEND);
    }

    @Test
    void rejectsAVocabularyThatIsNoString() {
        assertThatThrownBy(() -> Tokenizers.fromJson("{\"kind\":\"characters\"}"))
                .hasMessage(
                        "tokenizer JSON: must have the field \"vocabulary\", but it has none."
                                + MEND);
        assertThatThrownBy(() -> Tokenizers.fromJson("{\"kind\":\"characters\",\"vocabulary\":[]}"))
                .hasMessage(
                        "tokenizer JSON: \"vocabulary\" must be a string, but it is []." + MEND);
    }

    @Test
    void validatesTheVocabulary() {
        assertThatThrownBy(
                        () -> Tokenizers.fromJson("{\"kind\":\"characters\",\"vocabulary\":\"\"}"))
                .isInstanceOf(ChainruleException.class);
        assertThatThrownBy(
                        () ->
                                Tokenizers.fromJson(
                                        "{\"kind\":\"characters\",\"vocabulary\":\"ba\"}"))
                .hasMessageContaining("sorted by code point");
    }

    @Test
    void validatesTokensAndMerges() {
        String good = BytePairTokenizer.train("low low", 2).toJson();
        assertThatThrownBy(() -> Tokenizers.fromJson(good.replace("\"l o\",", "")))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "tokenizer JSON, merges, merge 1: must merge bytes or what merges before it"
                                + " made, but none made \"lo\"."
                                + MEND);
        assertThatThrownBy(() -> Tokenizers.fromJson(good.replace("\"lo\":256", "\"lo\":7")))
                .hasMessage(
                        "tokenizer JSON, vocabulary: the 258 tokens must be numbered from 0 to 257,"
                                + " each number once, but \"lo\" has number 7, as \"(\" has."
                                + MEND);
        assertThatThrownBy(() -> Tokenizers.fromJson(good.replace("\"l o\"", "7")))
                .hasMessage(
                        "tokenizer JSON: \"merges\" must be a list of strings, but it is not."
                                + MEND);
        assertThatThrownBy(() -> Tokenizers.fromJson("{\"kind\":\"byte-pairs\",\"vocabulary\":{}}"))
                .hasMessage(
                        "tokenizer JSON: must have the field \"merges\", but it has none." + MEND);
        assertThatThrownBy(
                        () ->
                                Tokenizers.fromJson(
                                        "{\"kind\":\"byte-pairs\",\"vocabulary\":1,\"merges\":[]}"))
                .hasMessage(
                        "tokenizer JSON, vocabulary: must be a JSON object, but it is another JSON"
                                + " value."
                                + MEND);
    }
}
