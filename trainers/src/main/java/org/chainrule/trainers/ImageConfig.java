package org.chainrule.trainers;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import java.util.List;
import org.chainrule.datasets.images.ImageFormat;
import org.chainrule.datasets.images.Standardization;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.models.LeNet;

/**
 * What {@code config.json} says of a model of images.
 *
 * @param network the shape of the network
 * @param classes the names of the classes, in the order of their numbers
 * @param format what image files become, with a size
 * @param scale what the levels of pixels become
 */
public record ImageConfig(
        LeNet.Config network, List<String> classes, ImageFormat format, Standardization scale) {
    private static final String KIND = "images";
    private static final Gson GSON = new Gson();
    private static final TypeToken<List<String>> NAMES = new TypeToken<>() {};

    /**
     * A copy of the list.
     *
     * @throws ChainruleException if the network takes other images, or has other classes
     */
    public ImageConfig {
        classes = List.copyOf(classes);
        require("channels", format.channels(), network.channels());
        require("rows", format.height(), network.height());
        require("columns", format.width(), network.width());
        require("channels", scale.means().size(), network.channels());
        require("classes", classes.size(), network.classes());
    }

    private static void require(String what, long wanted, long found) {
        if (wanted != found) {
            throw new ChainruleException(
                    "image model",
                    "the network must have the %d %s of the images".formatted(wanted, what),
                    "but it has " + found,
                    "Declare the network for these images.");
        }
    }

    /** The configuration as JSON, with {@code "kind": "images"}. */
    public JsonObject json() {
        var json = new JsonObject();
        json.addProperty("kind", KIND);
        json.add("network", GSON.toJsonTree(network));
        json.add("classes", GSON.toJsonTree(classes));
        json.add("format", GSON.toJsonTree(format));
        json.add("scale", GSON.toJsonTree(scale));
        return json;
    }

    /**
     * The configuration that {@link #json} gave.
     *
     * @param where what errors call it
     * @param json the JSON, which may have more fields
     * @throws ChainruleException if it is of another kind, or damaged
     */
    public static ImageConfig of(String where, JsonObject json) {
        boolean isOfImages =
                json.has("kind")
                        && json.get("kind").isJsonPrimitive()
                        && json.get("kind").getAsString().equals(KIND);
        if (!isOfImages) {
            throw damaged(where, "its config.json tells of another kind", null);
        }
        try {
            LeNet.Config network = GSON.fromJson(json.get("network"), LeNet.Config.class);
            List<String> classes = GSON.fromJson(json.get("classes"), NAMES);
            ImageFormat format = GSON.fromJson(json.get("format"), ImageFormat.class);
            Standardization scale = GSON.fromJson(json.get("scale"), Standardization.class);
            if (network == null || classes == null || format == null || scale == null) {
                throw damaged(where, "a part of its config.json is missing", null);
            }
            return new ImageConfig(network, classes, format, scale);
        } catch (ChainruleException e) {
            throw e;
        } catch (RuntimeException e) { // Gson's own, or one around that of a record's constructor
            throw damaged(where, "its config.json can't be read", e);
        }
    }

    private static ChainruleException damaged(String where, String found, Exception cause) {
        return new ChainruleException(
                where,
                "must hold a model of images",
                "but " + found,
                "Give the folder that training wrote, or train again.",
                cause);
    }
}
