package org.chainrule.dsl.parity;

import java.util.HashMap;
import java.util.Map;
import org.chainrule.dsl.layers.AdaptiveAveragePool;
import org.chainrule.dsl.layers.AveragePool;
import org.chainrule.dsl.layers.Conv;
import org.chainrule.dsl.layers.GlobalAveragePool;
import org.chainrule.dsl.layers.GroupNorm;
import org.chainrule.dsl.layers.Layer;
import org.chainrule.dsl.layers.MaxPool;
import org.chainrule.dsl.layers.RmsNorm;
import org.chainrule.dsl.layers.TransposedConv;
import org.chainrule.dsl.layers.Upsample;
import org.chainrule.dsl.ops.Pad;

final class ConvolutionParityTest extends ParityTest {
    private final Map<String, Subject> subjects = new HashMap<>();

    ConvolutionParityTest() {
        super("convolution");
        convolutions();
        transposed();
        poolings();
        norms();
    }

    @Override
    Map<String, Subject> subjects() {
        return subjects;
    }

    private void layer(String name, Layer layer) {
        subjects.put(name, Subject.layer(layer));
    }

    private void convolutions() {
        layer("conv1d", new Conv(3, 3));
        layer(
                "conv1d stride padding dilation",
                new Conv(3, 2).withStride(2).withPadding(3).withDilation(3));
        layer("conv1d groups without bias", new Conv(6, 3).withGroups(2).withoutBias());
        layer("conv1d same", new Conv(3, 4).withSamePadding());
        layer("conv1d causal", new Conv(3, 3).causal().withDilation(2));
        layer("conv2d", new Conv(3, 3, 3));
        layer("conv2d of one pixel", new Conv(2, 1, 1));
        layer(
                "conv2d stride padding dilation",
                new Conv(3, 3, 2).withStride(2, 1).withPadding(2, 1).withDilation(1, 3));
        layer("conv2d depthwise without bias", new Conv(4, 3, 3).withGroups(4).withoutBias());
        layer("conv2d same", new Conv(3, 3, 2).withSamePadding());
        layer(
                "conv2d reflect",
                new Conv(3, 3, 3).withPadding(2, 1).withPaddingMode(Pad.Mode.REFLECT));
        Conv padded = new Conv(3, 3, 3).withPadding(1);
        layer("conv2d replicate", padded.withPaddingMode(Pad.Mode.REPLICATE));
        layer("conv2d circular", padded.withPaddingMode(Pad.Mode.CIRCULAR));
    }

    private void transposed() {
        layer("transposedConv1d", new TransposedConv(3, 3));
        layer(
                "transposedConv1d with all options",
                new TransposedConv(2, 3)
                        .withGroups(2)
                        .withStride(2)
                        .withPadding(1)
                        .withOutputPadding(1)
                        .withDilation(2));
        layer("transposedConv2d", new TransposedConv(3, 2, 2));
        layer(
                "transposedConv2d stride and output padding",
                new TransposedConv(3, 3, 3)
                        .withStride(2, 3)
                        .withPadding(1)
                        .withOutputPadding(1, 2));
        layer(
                "transposedConv2d groups and dilation without bias",
                new TransposedConv(4, 3, 3)
                        .withoutBias()
                        .withGroups(2)
                        .withDilation(1, 2)
                        .withPadding(0, 1));
    }

    private void poolings() {
        layer("maxPool1d", new MaxPool(3).withStride(2).withPadding(1));
        layer("maxPool1d dilation and ceil mode", new MaxPool(2).withDilation(3).withCeilMode());
        layer("maxPool2d", new MaxPool(2, 2));
        layer("maxPool2d of ties", new MaxPool(3, 3).withStride(1).withPadding(1));
        layer(
                "maxPool2d with all options",
                new MaxPool(3, 2)
                        .withStride(2, 3)
                        .withPadding(1, 0)
                        .withDilation(1, 2)
                        .withCeilMode());
        layer("maxPool2d of one window", new MaxPool(4, 5));
        layer("averagePool1d", new AveragePool(3).withStride(2).withPadding(1));
        layer(
                "averagePool1d ceil mode without counting",
                new AveragePool(4)
                        .withStride(3)
                        .withPadding(2)
                        .withCeilMode()
                        .withoutCountingPadding());
        layer("averagePool2d", new AveragePool(2, 2));
        AveragePool three = new AveragePool(3, 3).withStride(2).withPadding(1).withCeilMode();
        layer("averagePool2d ceil mode", three);
        layer(
                "averagePool2d without counting",
                new AveragePool(3, 2)
                        .withStride(2, 1)
                        .withPadding(1)
                        .withCeilMode()
                        .withoutCountingPadding());
        layer("averagePool2d divisor", new AveragePool(2, 3).withDivisor(5));
        layer("adaptiveAveragePool1d", new AdaptiveAveragePool(4));
        layer("adaptiveAveragePool2d", new AdaptiveAveragePool(4, 3));
        layer("globalAveragePool of images", new GlobalAveragePool());
        layer("globalAveragePool of sequences", new GlobalAveragePool());
        layer("upsample of sequences", new Upsample(3));
        layer("upsample of images", new Upsample(2));
    }

    private void norms() {
        layer("groupNorm of images", new GroupNorm(2));
        layer("groupNorm of sequences", new GroupNorm(2));
        layer("groupNorm of vectors", new GroupNorm(1));
        layer("groupNorm without affine", new GroupNorm(2).withoutAffine().withEpsilon(0.1));
        layer("groupNorm of great numbers", new GroupNorm(2).withoutAffine());
        layer("instanceNorm of images", GroupNorm.ofInstances());
        layer("instanceNorm of sequences with affine", GroupNorm.ofInstances().withAffine());
        layer("rmsNorm", new RmsNorm());
        layer("rmsNorm without affine", new RmsNorm().withoutAffine().withEpsilon(0.1));
        layer("rmsNorm of great numbers", new RmsNorm());
        layer("rmsNorm of small numbers", new RmsNorm());
    }
}
