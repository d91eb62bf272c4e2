package org.chainrule.dsl.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.SplittableRandom;

/** DJL's own trainer, loss and optimizer, on a set that a line separates. */
final class StockTraining {
    private static final int ROWS = 64;

    private StockTraining() {}

    /** The loss of a block from (rows, 2) to (rows, 2) after so many steps. */
    static double lastLoss(Block block, int steps) {
        return lastLoss(block, steps, () -> {});
    }

    /** The same, and a look at the block before its parameters are freed. */
    static double lastLoss(Block block, int steps, Runnable trained) {
        DefaultTrainingConfig config =
                new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                        .optDevices(new Device[] {Device.cpu()})
                        .optOptimizer(
                                Optimizer.sgd()
                                        .setLearningRateTracker(Tracker.fixed(0.5f))
                                        .build());
        try (Model model = Model.newInstance("stock", Native.ENGINE)) {
            model.setBlock(block);
            double loss = Double.NaN;
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(ROWS, 2));
                NDList x = new NDList(points(trainer.getManager()));
                NDList y = new NDList(sides(trainer.getManager()));
                for (int step = 0; step < steps; step++) {
                    loss = step(trainer, x, y);
                }
            }
            trained.run();
            return loss;
        }
    }

    private static double step(Trainer trainer, NDList x, NDList y) {
        try (NDManager scope = trainer.getManager().newSubManager()) {
            x.head().tempAttach(scope); // where what is computed from it goes
            double loss;
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDArray found = trainer.getLoss().evaluate(y, trainer.forward(x));
                collector.backward(found);
                loss = found.getFloat();
            }
            trainer.step();
            return loss;
        }
    }

    /** Points at some distance from the line through the origin, half on either side. */
    private static NDArray points(NDManager owner) {
        SplittableRandom random = new SplittableRandom(5);
        double[] values = new double[2 * ROWS];
        for (int row = 0; row < ROWS; row++) {
            double along = random.nextDouble(-1, 1);
            double across = (row % 2 == 0 ? 1 : -1) * random.nextDouble(0.2, 1);
            values[2 * row] = along + across;
            values[2 * row + 1] = along - across;
        }
        return Native.copy(owner, values, new long[] {ROWS, 2}, DataType.FLOAT32);
    }

    private static NDArray sides(NDManager owner) {
        long[] classes = new long[ROWS];
        for (int row = 0; row < ROWS; row++) {
            classes[row] = row % 2;
        }
        return Native.copy(owner, classes, ROWS, 1);
    }
}
