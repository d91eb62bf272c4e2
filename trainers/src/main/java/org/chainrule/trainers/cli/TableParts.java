package org.chainrule.trainers.cli;

import java.util.List;
import org.chainrule.datasets.tables.TableData;
import org.chainrule.datasets.tables.TableEncoding;
import org.chainrule.datasets.tables.TableSplit;

/**
 * A table in parts: the rows to train on, those to validate on while training, and those to test
 * on. Where nothing is chosen by validating, the last two are the same.
 *
 * @param training to train and to validate on
 * @param test to test on
 */
record TableParts(TableSplit training, TableData test) {

    /**
     * The parts that a run asks for. Where it may stop early, it validates on a part of its own.
     *
     * @param notes told what is left out
     */
    static TableParts of(TableData data, RunConfig run, List<String> notes) {
        long absent = data.table().column(data.targetName()).countMissing();
        if (absent > 0) {
            String rows =
                    absent == 1 ? "1 row without \"%s\" is" : absent + " rows without \"%s\" are";
            notes.add(rows.formatted(data.targetName()) + " left out");
        }
        double share = Settings.or(run.test(), Settings.Defaults.TEST);
        TableSplit whole = data.split(share, run.seed());
        if (run.patience() == null) {
            return new TableParts(whole, whole.test());
        }
        double ofRest = Math.min(share / (1 - share), 0.5);
        return new TableParts(whole.training().split(ofRest, run.seed()), whole.test());
    }

    /** The encoding, which knows nothing of what is validated and tested on. */
    TableEncoding encoding() {
        return training.encoding();
    }
}
