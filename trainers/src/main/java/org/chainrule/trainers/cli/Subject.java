package org.chainrule.trainers.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * A kind of data that can be trained on, and the network that suits it. Its fields are the options
 * that no other kind has.
 */
interface Subject {
    /** What its models are called in {@code config.json}. */
    ModelKind kind();

    /** What it is, in the plural: {@code tables}. */
    String label();

    /**
     * Whether data is of this kind and of no other.
     *
     * @param data the name of a data set or a path
     */
    boolean owns(String data);

    /**
     * Whether data is of this kind unless an option speaks against it.
     *
     * @param data the name of a data set or a path, which no kind owns
     */
    boolean suits(String data);

    /**
     * What a new run trains.
     *
     * @param settings the options that all kinds have
     * @param err told what is found out about the data
     */
    Job begin(Settings settings, PrintWriter err);

    /**
     * What a run that goes on trains.
     *
     * @param folder the folder of the run
     * @param settings the options that all kinds have
     * @param err told what is found out about the data
     */
    Job resume(Path folder, Settings settings, PrintWriter err);
}
