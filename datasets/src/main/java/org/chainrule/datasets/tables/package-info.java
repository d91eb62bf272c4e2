/**
 * Tables to train on: from a CSV file or Tablesaw, through a fitted encoding, to rows of numbers.
 *
 * <pre>{@code
 * import java.nio.file.Path;
 * import org.chainrule.datasets.tables.TableData;
 * import org.chainrule.datasets.tables.TableRows;
 * import org.chainrule.datasets.tables.TableSplit;
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
