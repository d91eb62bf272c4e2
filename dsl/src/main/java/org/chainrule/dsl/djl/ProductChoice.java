package org.chainrule.dsl.djl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.dsl.script.Products;

/**
 * Which library multiplies matrices on this processor: MKL is at its best on Intel's, oneDNN is up
 * to twice as fast on AMD's. The maker decides and no timing does, because the two round
 * differently: a run that is resumed, or repeated, must end with the same bits.
 */
final class ProductChoice {
    private static final String AMD = "AuthenticAMD"; // what its processors answer to CPUID

    static final Products CPU = of(processor());

    private ProductChoice() {}

    /** The choice for a processor, by what the operating system says of it. */
    static Products of(String processor) {
        return processor.contains(AMD) ? Products.ONEDNN : Products.DEFAULT;
    }

    /** What Linux or Windows says; nothing on macOS, which never ran on AMD's. */
    private static String processor() {
        try {
            return Files.readString(Path.of("/proc/cpuinfo"));
        } catch (IOException e) {
            return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "");
        }
    }
}
