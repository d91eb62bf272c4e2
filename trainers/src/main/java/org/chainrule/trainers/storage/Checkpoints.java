package org.chainrule.trainers.storage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.error.IoReason;

/**
 * The checkpoints of a run: the two newest, in the folder {@code checkpoint}.
 *
 * <p>Each is one safetensors file, such as {@code step-00002000.safetensors}, whose metadata hold
 * the SHA-256 of all else in it; one that was cut short or has changed on the disk is passed over.
 * A checkpoint is removed only when two newer ones are safely there.
 *
 * <pre>{@code
 * import ai.djl.ndarray.NDArray;
 * import ai.djl.ndarray.NDManager;
 * import ai.djl.ndarray.types.Shape;
 * import java.nio.file.Path;
 * import java.util.Map;
 * import org.chainrule.trainers.storage.Checkpoint;
 * import org.chainrule.trainers.storage.Checkpoints;
 *
 * var checkpoints = new Checkpoints(Path.of("run"));
 * try (NDManager manager = NDManager.newBaseManager()) {
 *     Map<String, NDArray> arrays = Map.of("dense.weight", manager.ones(new Shape(2, 3)));
 *     checkpoints.save(2_000, arrays, Map.of("seed", "1337"));
 *     Checkpoint newest = checkpoints.latest(manager, System.err::println);
 *     newest.copyInto(arrays);
 * }
 * }</pre>
 */
public final class Checkpoints {
    private static final String FOLDER = "checkpoint";
    private static final String STEP = "step";
    private static final String SUFFIX = ".safetensors";
    private static final Pattern FILE = Pattern.compile("step-([0-9]{8,18})\\.safetensors");

    private final Path folder;

    /**
     * The checkpoints of a run.
     *
     * @param directory the folder of the run, in which {@code checkpoint} lies or will lie
     */
    public Checkpoints(Path directory) {
        folder = directory.resolve(FOLDER);
    }

    /** The folder that holds the files. */
    public Path folder() {
        return folder;
    }

    /** The steps of which there is a checkpoint, good or damaged, from the first to the last. */
    public List<Long> steps() {
        return List.copyOf(files().keySet());
    }

    /**
     * Saves a checkpoint, and then removes all but this one and the one before it. Those of later
     * steps go too: a run that went back has left them behind.
     *
     * @param step how many steps are done
     * @param arrays weights and optimizer slots by name
     * @param metadata what else is needed to go on; not {@code step} nor {@code sha256}
     * @throws ChainruleException if it cannot be written; then the older ones are still there
     */
    public void save(long step, Map<String, NDArray> arrays, Map<String, String> metadata) {
        Path file = folder.resolve(name(step) + SUFFIX);
        for (String reserved : List.of(STEP, Seal.KEY)) {
            if (metadata.containsKey(reserved)) {
                throw new ChainruleException(
                        file.toString(),
                        "metadata must leave step and sha256 to the checkpoint",
                        "but they hold " + reserved,
                        "Choose another name.");
            }
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put(STEP, Long.toString(step));
        all.putAll(metadata);
        Safetensors.writeSealed(file, arrays, all);
        NavigableMap<Long, Path> others = files();
        others.remove(step);
        Long before = others.lowerKey(step);
        others.remove(before == null ? step : before);
        others.values().forEach(Checkpoints::remove);
        AtomicFile.removeLeftovers(folder, STEP);
    }

    /**
     * Reads the newest checkpoint that is good.
     *
     * @param manager the manager that will own its arrays
     * @param notice is told of each damaged one that is passed over, in one line
     * @throws ChainruleException if there is none, or none that is good
     */
    public Checkpoint latest(NDManager manager, Consumer<String> notice) {
        NavigableMap<Long, String> damages = new TreeMap<>();
        for (Map.Entry<Long, Path> file : files().descendingMap().entrySet()) {
            long step = file.getKey();
            try {
                Checkpoint checkpoint = read(step, file.getValue(), manager);
                damages.descendingMap()
                        .forEach(
                                (other, damage) ->
                                        notice.accept(
                                                "checkpoint %s: %s; the one of step %d is used"
                                                        .formatted(name(other), damage, step)));
                return checkpoint;
            } catch (MalformedFileException e) {
                damages.put(step, e.getMessage());
            } catch (IOException e) {
                damages.put(step, "it cannot be read (" + IoReason.of(e) + ")");
            }
        }
        throw new ChainruleException(
                folder.toString(),
                "must hold a good checkpoint",
                damages.isEmpty() ? "but it holds none" : "but there is only " + list(damages),
                "Start anew, or give the folder of another run.");
    }

    private static Checkpoint read(long step, Path file, NDManager manager) throws IOException {
        Safetensors content = Safetensors.readSealed(file, manager);
        Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
        String found = metadata.remove(STEP);
        if (!Long.toString(step).equals(found)) {
            content.arrays().values().forEach(NDArray::close);
            throw new MalformedFileException("it is of step " + found);
        }
        return new Checkpoint(step, content.arrays(), metadata);
    }

    private static String list(NavigableMap<Long, String> damages) {
        return String.join(
                "; ",
                damages.descendingMap().entrySet().stream()
                        .map(d -> name(d.getKey()) + " (" + d.getValue() + ")")
                        .toList());
    }

    /** Removes all checkpoints, for a run that starts anew in the folder of another. */
    public void clear() {
        files().values().forEach(Checkpoints::remove);
    }

    /** The name of a checkpoint, without suffix. */
    static String name(long step) {
        return String.format(Locale.ROOT, "step-%08d", step);
    }

    private NavigableMap<Long, Path> files() {
        NavigableMap<Long, Path> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (var paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                Matcher matcher = FILE.matcher(path.getFileName().toString());
                if (matcher.matches()) {
                    files.put(Long.parseLong(matcher.group(1)), path);
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        } catch (DirectoryIteratorException e) {
            throw unreadable(e.getCause());
        }
        return files;
    }

    private ChainruleException unreadable(IOException e) {
        return new ChainruleException(
                folder.toString(),
                "must be readable",
                "but it is not (" + IoReason.of(e) + ")",
                "Make it readable.",
                e);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return; // It only takes room, and the next save tries again.
        }
    }
}
