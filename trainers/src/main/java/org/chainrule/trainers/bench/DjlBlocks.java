package org.chainrule.trainers.bench;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.embedding.TrainableWordEmbedding;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.transformer.ScaledDotProductAttentionBlock;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import java.util.ArrayList;
import java.util.List;

/** DJL's own blocks, each with the numbers of a sample. */
final class DjlBlocks {
    private static final float EPSILON = 1e-5f; // of Chainrule's layer normalization

    private DjlBlocks() {}

    static Pass dense(int width, Sample sample) {
        return of(Linear.builder().setUnits(width).build(), sample);
    }

    /** Over the last of three axes. */
    static Pass layerNorm(Sample sample) {
        return of(LayerNorm.builder().axis(2).optEpsilon(EPSILON).build(), sample);
    }

    /** Square kernels of odd size, with so much padding that sizes stay. */
    static Pass conv2d(int channels, int size, Sample sample) {
        Shape padding = new Shape(size / 2, size / 2);
        return of(
                Conv2d.builder()
                        .setKernelShape(new Shape(size, size))
                        .setFilters(channels)
                        .optPadding(padding)
                        .build(),
                sample);
    }

    static Pass lstm(int width, Sample sample) {
        return of(LSTM.builder().setStateSize(width).setNumLayers(1).build(), sample);
    }

    /** The block finds rows by index, whatever its words. */
    static Pass embedding(int width, Sample sample) {
        return of(
                TrainableWordEmbedding.builder()
                        .setVocabulary(new DefaultVocabulary(List.of("word")))
                        .setEmbeddingSize(width)
                        .build(),
                sample);
    }

    static Pass attention(int width, int heads, Sample sample) {
        ScaledDotProductAttentionBlock block =
                ScaledDotProductAttentionBlock.builder()
                        .setEmbeddingSize(width)
                        .setHeadCount(heads)
                        .optAttentionProbsDropoutProb(0)
                        .build();
        initialize(block, sample);
        List<Parameter> parameters = new ArrayList<>();
        for (Linear projection :
                List.of(
                        block.getQueryProjection(),
                        block.getKeyProjection(),
                        block.getValueProjection(),
                        block.getResultProjection())) {
            parameters.addAll(projection.getParameters().values());
        }
        List<NDArray> arrays = apart(sample.parameters());
        return new BlockPass(forward(block), parameters, arrays, sample);
    }

    /**
     * Chainrule's weights and biases of q, k and v together, and of the output, as DJL has them.
     */
    static List<NDArray> apart(List<NDArray> together) {
        NDList weights = together.get(0).split(3);
        NDList biases = together.get(1).split(3);
        List<NDArray> arrays = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            arrays.add(weights.get(i));
            arrays.add(biases.get(i));
        }
        arrays.addAll(together.subList(2, 4));
        return arrays;
    }

    static Pass crossEntropy(Sample sample) {
        Loss loss = new SoftmaxCrossEntropyLoss();
        return new BlockPass(
                (weights, inputs) ->
                        loss.evaluate(new NDList(inputs.get(1)), new NDList(inputs.get(0))),
                List.of(),
                List.of(),
                sample);
    }

    /** A block whose parameters come in the order of Chainrule's. */
    private static Pass of(Block block, Sample sample) {
        initialize(block, sample);
        List<Parameter> parameters = List.copyOf(block.getParameters().values());
        return new BlockPass(forward(block), parameters, sample.parameters(), sample);
    }

    private static void initialize(Block block, Sample sample) {
        block.initialize(sample.manager(), DataType.FLOAT32, sample.inputs().get(0).getShape());
    }

    private static BlockPass.Forward forward(Block block) {
        return (weights, inputs) -> block.forward(weights, inputs, true).singletonOrThrow();
    }
}
