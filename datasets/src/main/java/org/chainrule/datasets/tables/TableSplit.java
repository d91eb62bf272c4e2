package org.chainrule.datasets.tables;

/** A table in two parts, and the encoding that was fitted on the first of them alone. */
public final class TableSplit {
    private final TableData training;
    private final TableData test;
    private final TableEncoding encoding;

    TableSplit(TableData training, TableData test) {
        this.training = training;
        this.test = test;
        encoding = training.encoding();
    }

    /** The rows to train on. */
    public TableData training() {
        return training;
    }

    /** The rows to test on. */
    public TableData test() {
        return test;
    }

    /** The encoding, which knows nothing of the test part. */
    public TableEncoding encoding() {
        return encoding;
    }

    /** The training part, encoded. */
    public TableRows trainingRows() {
        return encoding.rows(training);
    }

    /** The test part, encoded as the training part is. */
    public TableRows testRows() {
        return encoding.rows(test);
    }

    @Override
    public String toString() {
        return "TableSplit[%d rows for training, %d for test]"
                .formatted(training.rows(), test.rows());
    }
}
