package org.chainrule.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.dsl.error.ChainruleException;

/** Another JVM that downloads one file: it prints "started", then "done" or the error. */
final class DownloadProcess {
    private DownloadProcess() {}

    /**
     * Starts the process.
     *
     * @param before what to put before the command, for example a limit
     */
    static Process of(Download download, Path cacheFolder, String... before) throws IOException {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var java =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData", // writes a file of its own, which a limit would hit
                        "-cp",
                        classPath,
                        DownloadProcess.class.getName(),
                        download.address().toString(),
                        download.fileName(),
                        download.sha256(),
                        cacheFolder.toString());
        List<String> command = Stream.concat(Stream.of(before), java.stream()).toList();
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    public static void main(String[] arguments) {
        var download = new Download(URI.create(arguments[0]), arguments[1], arguments[2]);
        System.out.println("started");
        try {
            download.into(new Cache(Path.of(arguments[3])));
            System.out.println("done");
        } catch (ChainruleException e) {
            System.out.println(e.getMessage());
        }
    }
}
