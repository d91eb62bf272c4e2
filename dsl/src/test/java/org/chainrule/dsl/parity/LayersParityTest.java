package org.chainrule.dsl.parity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.dsl.layers.Activation;
import org.chainrule.dsl.layers.BatchNorm;
import org.chainrule.dsl.layers.Dense;
import org.chainrule.dsl.layers.Embed;
import org.chainrule.dsl.layers.LayerNorm;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.layers.Residual;
import org.chainrule.dsl.ops.Gelu;

final class LayersParityTest extends ParityTest {
    LayersParityTest() {
        super("layers");
    }

    @Override
    Map<String, Subject> subjects() {
        Map<String, Subject> subjects = new LinkedHashMap<>();
        subjects.put("dense", Subject.layer(new Dense(3)));
        subjects.put("dense without bias", Subject.layer(new Dense(2).withoutBias()));
        subjects.put("dense of sequences", Subject.layer(new Dense(4)));
        subjects.put("layerNorm", Subject.layer(new LayerNorm()));
        subjects.put("layerNorm of sequences", Subject.layer(new LayerNorm()));
        subjects.put("layerNorm without bias", Subject.layer(new LayerNorm().withoutBias()));
        subjects.put("layerNorm far from 0", Subject.layer(new LayerNorm()));
        BatchNorm rows = new BatchNorm();
        BatchNorm images = new BatchNorm().ofImages();
        subjects.put("batchNorm of rows", Subject.layer(rows));
        subjects.put("batchNorm of rows in evaluation", Subject.layer(Mode.EVALUATION, rows));
        subjects.put("batchNorm of one row in evaluation", Subject.layer(Mode.EVALUATION, rows));
        subjects.put("batchNorm of images", Subject.layer(images));
        subjects.put("batchNorm of images in evaluation", Subject.layer(Mode.EVALUATION, images));
        subjects.put("embed", Subject.layer(new Embed(7, 5)));
        Dense square = new Dense(3);
        subjects.put(
                "residual",
                Subject.layer(new Residual(List.of(square, new Activation(new Gelu())))));
        return subjects;
    }

    /** Around 100, 32 bits have two digits less after the point than around 1. */
    @Override
    double ulps(String name) {
        return name.equals("layerNorm far from 0") ? 128 : name.startsWith("batchNorm") ? 8 : ULPS;
    }
}
