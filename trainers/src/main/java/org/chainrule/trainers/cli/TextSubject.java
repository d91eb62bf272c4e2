package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import org.chainrule.datasets.CharTokenizer;
import org.chainrule.datasets.Corpora;
import org.chainrule.datasets.TextData;
import org.chainrule.datasets.Tokenizer;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.models.Gpt;
import picocli.CommandLine.Option;

/** Text, and a GPT. */
final class TextSubject implements Subject {
    @Option(
            names = "--preset",
            paramLabel = "NAME",
            completionCandidates = PresetNames.class,
            description = "The settings to begin with: ${COMPLETION-CANDIDATES}; small by default.")
    private String preset;

    @Option(
            names = "--tokenizer",
            paramLabel = "char|byte|bpe:N|PATH",
            description = {
                "What the text is cut into: characters, bytes, or byte pairs with N merges learned"
                        + " from it; char by default.",
                "A path is that of a JSON file which a tokenizer wrote, of a tokenizer.json as Hugging"
                        + " Face's library writes it, or of a folder with GPT-2's files."
            })
    private String tokenizer;

    @Option(
            names = "--layers",
            paramLabel = "N",
            description = "Blocks of the network; the preset's by default.")
    private Integer layers;

    @Option(
            names = "--heads",
            paramLabel = "N",
            description = "Attention heads, which must divide the width; the preset's by default.")
    private Integer heads;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Size of each token's vector; the preset's by default.")
    private Integer width;

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "Tokens that the network sees at once; the preset's by default.")
    private Integer context;

    /** The presets' names, for completion. */
    static final class PresetNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        PresetNames() {
            for (Preset each : Preset.values()) {
                add(each.label());
            }
        }
    }

    @Override
    public ModelKind kind() {
        return ModelKind.GPT;
    }

    @Override
    public String label() {
        return "text";
    }

    @Override
    public boolean owns(String data) {
        return Corpora.names().containsKey(data);
    }

    @Override
    public boolean suits(String data) {
        return true;
    }

    @Override
    public Job begin(Settings settings, PrintWriter err) {
        Preset p = preset == null ? Preset.SMALL : Preset.named(preset);
        Settings.Defaults defaults = p.defaults();
        RunConfig run = settings.fresh(defaults);
        TextSource source = TextSource.of(run, err);
        Tokenizer tokens = new TokenizerChoice(Settings.or(tokenizer, "char")).of(source, err);
        TextData text = source.encode(tokens);
        Gpt.Config of = p.model;
        Gpt.Config config =
                new Gpt.Config(
                        tokens.vocabularySize(),
                        Settings.or(context, (int) of.context()),
                        Settings.or(layers, of.layers()),
                        Settings.or(heads, of.heads()),
                        Settings.or(width, (int) of.width()),
                        settings.dropout(defaults),
                        of.hasBias());
        return new TextJob(new SavedGpt(config, tokens, run), text);
    }

    @Override
    public Job resume(Path folder, Settings settings, PrintWriter err) {
        SavedGpt saved = SavedGpt.from(folder);
        RunConfig run = settings.resumed(saved.run());
        TextSource source = TextSource.of(run, err);
        boolean isOfCharacters = saved.tokenizer() instanceof CharTokenizer;
        if (isOfCharacters && !saved.tokenizer().equals(source.characters())) {
            throw new ChainruleException(
                    folder.toString(),
                    "a run must resume on the text that it began with",
                    "but " + run.data() + " has other characters now",
                    "Give back the old text, or begin a new run in another folder.");
        }
        TextData text = source.encode(saved.tokenizer());
        return new TextJob(new SavedGpt(saved.config(), saved.tokenizer(), run), text);
    }
}
