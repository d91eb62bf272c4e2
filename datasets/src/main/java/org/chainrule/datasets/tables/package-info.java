/**
 * Tables to train on: from a CSV file or Tablesaw, through a fitted encoding, to rows of numbers.
 *
 * <pre>{@code
 * import org.chainrule.datasets.tables.*;
 *
 * import java.nio.file.Path;
 *
 * TableData flowers = TableData.read(Path.of("flowers.csv")).target("species");
 * TableSplit split = flowers.split(0.2, 1);
 * TableRows training = split.trainingRows();
 * String saved = split.encoding().toJson();
 * }</pre>
 *
 * <p>Whatever is computed from data (means, deviations, categories) is computed from the training
 * part alone.
 */
package org.chainrule.datasets.tables;
