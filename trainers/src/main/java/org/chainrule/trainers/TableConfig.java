package org.chainrule.trainers;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Optional;
import org.chainrule.datasets.tables.TableEncoding;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.models.Mlp;
import org.chainrule.trainers.storage.ModelFolder;

/**
 * What {@code config.json} says of a model of a table.
 *
 * @param encoding what its inputs and outputs stand for
 * @param network the shape of the network, where it is an {@link Mlp}
 */
public record TableConfig(TableEncoding encoding, Optional<Mlp.Config> network) {
    private static final String KIND = "table";

    /** The configuration as JSON, with {@code "kind": "table"}. */
    public JsonObject json() {
        var json = new JsonObject();
        json.addProperty("kind", KIND);
        json.add("encoding", JsonParser.parseString(encoding.toJson()));
        network.ifPresent(shape -> json.add("network", MlpJson.of(shape)));
        return json;
    }

    /**
     * The configuration that {@link #json} gave.
     *
     * @param where what errors call it
     * @param json the JSON, which may have more fields
     * @throws ChainruleException if it is of another kind, or damaged
     */
    public static TableConfig of(String where, JsonObject json) {
        boolean isTable =
                json.has("kind")
                        && json.get("kind").isJsonPrimitive()
                        && json.get("kind").getAsString().equals(KIND);
        if (!isTable) {
            throw new ChainruleException(
                    where,
                    "must hold the model of a table",
                    "but its config.json tells of another kind",
                    "Give the folder that TableModel.save wrote.");
        }
        return new TableConfig(
                TableEncoding.fromJson(String.valueOf(json.get("encoding"))),
                Optional.ofNullable(json.get("network")).map(MlpJson::read));
    }

    static TableConfig in(Path folder) {
        return of(folder.toString(), new ModelFolder(folder).config());
    }
}
