package org.chainrule.trainers.cli;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import org.chainrule.dsl.error.ChainruleException;

/** The first CUDA device. */
final class Gpu {
    private Gpu() {}

    static Device first() {
        if (!CudaUtils.hasCuda() || CudaUtils.getGpuCount() == 0) {
            throw new ChainruleException(
                    "--device gpu",
                    "a CUDA device and its driver must be there",
                    "but none was found",
                    "Use --device cpu, or build with -Pcuda on a machine that has one.");
        }
        return Device.gpu();
    }
}
