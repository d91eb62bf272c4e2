package org.chainrule.trainers.cli;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.chainrule.datasets.Examples;
import org.chainrule.datasets.images.Augmentation;
import org.chainrule.datasets.images.ImageFormat;
import org.chainrule.datasets.images.ImageSets;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.models.LeNet;
import org.chainrule.trainers.ImageConfig;
import org.chainrule.trainers.storage.ModelFolder;
import picocli.CommandLine.Option;

/** Images, and a small convolutional network. */
final class ImageSubject implements Subject {
    private static final Settings.Defaults DEFAULTS =
            new Settings.Defaults("images", Settings.Defaults.STEPS, Preset.RATE);
    private static final int SIZE = 28;
    private static final int POOLED = 4; // the network halves an image twice
    private static final int LARGEST = 512;
    private static final int FIRST = 16; // channels
    private static final int SECOND = 32;
    private static final int KERNEL = 3;
    private static final int HIDDEN = 128;

    @Option(
            names = "--size",
            paramLabel = "N",
            description =
                    "Pixels of each side that images are brought to, a multiple of 4; "
                            + SIZE
                            + " by default.")
    private Integer size;

    @Option(
            names = "--color",
            description = "Reads red, green and blue. Without it, images are read as gray.")
    private boolean isColor;

    @Option(
            names = "--shift",
            paramLabel = "N",
            description =
                    "Moves images that are trained on by up to so many pixels, at random; 0 by"
                            + " default.")
    private Integer shift;

    @Option(
            names = "--flip",
            description =
                    "Exchanges left and right in half of the images that are trained on, at random;"
                            + " not by default.")
    private boolean hasFlip;

    @Override
    public ModelKind kind() {
        return ModelKind.IMAGES;
    }

    @Override
    public String label() {
        return "images";
    }

    @Override
    public boolean owns(String data) {
        return ImageSets.names().containsKey(data)
                || DataName.existing(data).filter(ImageSets::isFolder).isPresent();
    }

    @Override
    public boolean suits(String data) {
        return false;
    }

    @Override
    public Job begin(Settings settings, PrintWriter err) {
        if (settings.data() == null) {
            throw new ChainruleException(
                    "--data",
                    "images to train on must be named",
                    "but no --data was given",
                    "Add --data drawn-digits, or a folder with a folder for each class.");
        }
        RunConfig run = settings.fresh(DEFAULTS);
        int side = side();
        ImageFormat format =
                (isColor ? ImageFormat.color() : ImageFormat.gray()).withSize(side, side);
        Augmentation change = Augmentation.none().withShift(Settings.or(shift, 0));
        change = hasFlip ? change.withFlip() : change;
        ImageParts parts = ImageParts.of(read(settings.data(), format, run.seed()), run, change);
        LeNet.Config net =
                new LeNet.Config(
                                side,
                                side,
                                FIRST,
                                SECOND,
                                KERNEL,
                                HIDDEN,
                                parts.test().classes().size())
                        .withChannels(format.channels())
                        .withDropout(settings.dropout(DEFAULTS));
        var config = new ImageConfig(net, parts.test().classes(), format, parts.scale());
        return new ImageJob(settings.through(parts.training().count(), run), change, config, parts);
    }

    private int side() {
        int side = Settings.or(size, SIZE);
        if (side < POOLED || side > LARGEST || side % POOLED != 0) {
            throw new ChainruleException(
                    "--size",
                    "must be a multiple of %d, up to %d".formatted(POOLED, LARGEST),
                    "but found " + side,
                    "Try " + Math.min(LARGEST, Math.max(POOLED, side / POOLED * POOLED)) + ".");
        }
        return side;
    }

    private static Examples read(String data, ImageFormat format, long seed) {
        return ImageSets.names().containsKey(data)
                ? ImageSets.sized(ImageSets.named(data, seed), format)
                : ImageSets.in(Path.of(data), format);
    }

    @Override
    public Job resume(Path folder, Settings settings, PrintWriter err) {
        JsonObject json = new ModelFolder(folder).config();
        ImageConfig config = ImageConfig.of(folder.toString(), json);
        Augmentation change =
                Optional.ofNullable(ImageJob.change(json))
                        .orElseThrow(
                                () ->
                                        ModelKind.IMAGES.damaged(
                                                folder, "a part of it is missing", null));
        RunConfig run = settings.resumed(RunConfig.of(folder, ModelKind.IMAGES, json));
        ImageParts parts =
                ImageParts.of(read(run.data(), config.format(), run.seed()), run, change);
        boolean isSame =
                parts.scale().equals(config.scale())
                        && parts.test().classes().equals(config.classes());
        if (!isSame) {
            throw new ChainruleException(
                    folder.toString(),
                    "a run must resume on the images that it began with",
                    "but " + run.data() + " has others now",
                    "Give back the old images, or begin a new run in another folder.");
        }
        return new ImageJob(run, change, config, parts);
    }
}
