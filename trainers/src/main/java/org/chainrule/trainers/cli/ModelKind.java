package org.chainrule.trainers.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.trainers.storage.ModelFolder;

/** A kind of saved model, as {@code config.json} names it. */
enum ModelKind {
    /** Makes text. */
    GPT("a GPT", "chainrule generate --model DIR"),
    /** Predicts a column of a table. */
    TABLE("a model of a table", "chainrule predict --model DIR --data FILE"),
    /** Tells images apart. */
    IMAGES("a model of images", "chainrule predict --model DIR --data FILE");

    private final String what;
    private final String use;

    ModelKind(String what, String use) {
        this.what = what;
        this.use = use;
    }

    /** The word in {@code config.json}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, with its article. */
    String what() {
        return what;
    }

    /**
     * The kind of model that a folder holds.
     *
     * @throws ChainruleException if there is none, or it is of no known kind
     */
    static ModelKind of(Path folder) {
        JsonObject config = new ModelFolder(folder).config();
        return of(config)
                .orElseThrow(() -> GPT.damaged(folder, "its kind is " + config.get("kind"), null));
    }

    static Optional<ModelKind> of(JsonObject config) {
        JsonElement kind = config.get("kind");
        return Arrays.stream(values())
                .filter(each -> kind != null && kind.isJsonPrimitive())
                .filter(each -> each.label().equals(kind.getAsString()))
                .findFirst();
    }

    /**
     * Refuses a folder that holds another kind.
     *
     * @param command what is to be done with the model, for the error
     */
    void require(Path folder, String command) {
        of(new ModelFolder(folder).config())
                .filter(found -> found != this)
                .ifPresent(
                        found -> {
                            throw found.unsuited(folder, command, "must be " + what);
                        });
    }

    /** That a command cannot use this kind. */
    ChainruleException unsuited(Path folder, String command, String mustHold) {
        return new ChainruleException(
                folder.toString(),
                "what " + command + " uses " + mustHold,
                "but it is " + what,
                "Use " + use.replace("DIR", folder.toString()) + ".");
    }

    /** That {@code config.json} does not tell of this kind. */
    ChainruleException damaged(Path folder, String found, Exception cause) {
        return new ChainruleException(
                folder.resolve("config.json").toString(),
                "the file must describe " + what + ", as train writes it",
                "but " + found,
                "Train the model again, or restore the file.",
                cause);
    }
}
