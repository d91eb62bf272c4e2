package org.chainrule.trainers.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.SplittableRandom;
import org.chainrule.dsl.SequenceNet;
import org.chainrule.dsl.djl.Learner;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.djl.Weights;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.optimizers.Optimizer;
import org.chainrule.models.Gpt;

/** One of those that are compared: a GPT that takes training steps on the same batch. */
public interface Side extends AutoCloseable {
    /** Takes a step, counted from 1, and gives the loss before it. */
    double step(long number);

    @Override
    void close();

    /**
     * The batch that every side sees.
     *
     * @param size how many examples
     * @param context how many tokens each
     * @param inputs the tokens, row by row
     * @param targets the tokens to predict
     */
    record Tokens(int size, int context, long[] inputs, long[] targets) {
        /** Random tokens. */
        public static Tokens random(int size, int context, long vocabulary) {
            SplittableRandom random = new SplittableRandom(1);
            int count = size * context;
            return new Tokens(
                    size,
                    context,
                    random.longs(count, 0, vocabulary).toArray(),
                    random.longs(count, 0, vocabulary).toArray());
        }
    }

    /** Chainrule's own step. */
    static Side chainrule(
            Gpt.Config config,
            Tokens tokens,
            Optimizer optimizer,
            double clip,
            Learner.Options options) {
        SequenceNet net = Gpt.of(config);
        Weights weights = new Weights(net.stored(), 1, DataType.FLOAT32, Device.cpu());
        Learner learner = new Learner(net, Losses.crossEntropy(), optimizer, weights, options);
        return new Side() {
            @Override
            public double step(long number) {
                try (NDManager scope = weights.manager().newSubManager()) {
                    long[] shape = {tokens.size(), tokens.context()};
                    NDArray x = Native.copy(scope, tokens.inputs(), shape);
                    NDArray y = Native.copy(scope, tokens.targets(), shape);
                    return learner.step(x, y, number, optimizer.rate(), clip).loss();
                }
            }

            @Override
            public void close() {
                learner.close();
                weights.close();
            }
        };
    }

    /** The step written by hand with DJL. */
    static Side djl(Gpt.Config config, Tokens tokens, double rate) {
        NDManager manager = NDManager.newBaseManager(Device.cpu());
        DjlGpt gpt =
                new DjlGpt(
                        manager,
                        config.layers(),
                        config.heads(),
                        Math.toIntExact(config.width()),
                        Math.toIntExact(config.context()),
                        Math.toIntExact(config.vocabulary()),
                        1);
        return new Side() {
            @Override
            public double step(long number) {
                return gpt.step(
                        tokens.inputs(),
                        tokens.targets(),
                        tokens.size(),
                        tokens.context(),
                        (float) rate);
            }

            @Override
            public void close() {
                gpt.close();
                manager.close();
            }
        };
    }
}
