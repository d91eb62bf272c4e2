package org.chainrule.trainers.cli;

import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.chainrule.trainers.Run;
import org.chainrule.trainers.Training;

/** A network and its data, ready to be trained, and what is made of them in the end. */
interface Job {
    /** How the network is trained. */
    RunConfig run();

    /** The network on its data, with its loss and its optimizer. */
    Training training();

    /** What is trained on what: a line, after those that tell what was found out about the data. */
    String told();

    /** What the network predicts, in the plural: speeds are told in these. */
    String targets();

    /** What {@code config.json} says, all that a resume or a prediction needs. */
    JsonObject config();

    /**
     * Shows what the trained network does, and leaves what else belongs to it.
     *
     * @param run the complete run
     * @param folder where it was written
     * @param print the standard output
     */
    void show(Run run, Path folder, PrintWriter print);
}
