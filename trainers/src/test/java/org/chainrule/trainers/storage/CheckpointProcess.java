package org.chainrule.trainers.storage;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;

/** Another JVM that saves checkpoints of steps 1, 2, 3 and so on: it prints each, or the error. */
final class CheckpointProcess {
    private CheckpointProcess() {}

    /**
     * Starts the process.
     *
     * @param floats how many numbers a checkpoint holds
     * @param before what to put before the command, for example a limit
     */
    static Process of(Path folder, long floats, String... before) throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var java =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData", // writes a file of its own, which a limit would hit
                        "-Dai.djl.offline=true",
                        "-cp",
                        classPath,
                        CheckpointProcess.class.getName(),
                        folder.toString(),
                        Long.toString(floats));
        List<String> command = Stream.concat(Stream.of(before), java.stream()).toList();
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    public static void main(String[] arguments) {
        var checkpoints = new Checkpoints(Path.of(arguments[0]));
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray weight = manager.ones(new Shape(Long.parseLong(arguments[1])));
            for (long step = 1; step < 1_000_000; step++) {
                checkpoints.save(step, Map.of("weight", weight), Map.of());
                System.out.println(step);
            }
        } catch (ChainruleException e) {
            System.out.println(e.getMessage());
        }
    }
}
