package org.chainrule.datasets.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.chainrule.dsl.error.ChainruleException;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/** Computes an encoding from the rows of a table. */
final class Fitting {
    private static final int MOST_CATEGORIES = 1_000; // each is a number in every row

    private final TableData data;
    private final int[] rows; // that are not dropped

    Fitting(TableData data) {
        this.data = data;
        rows = data.kept();
        if (rows.length == 0) {
            throw TableRows.none(data.source().name());
        }
    }

    TableEncoding fit() {
        TargetEncoding target = target();
        return new TableEncoding(data.featureNames().stream().map(this::feature).toList(), target);
    }

    private TargetEncoding target() {
        String name = data.targetName();
        Object[] values = values(data.column(name));
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                throw NumberTarget.missing(data.source().at(rows[i], name));
            }
        }
        Treatment.Form form = data.plan().treatment(name).form();
        if (form != null && (data.hasClasses() || form.takesCategories())) {
            throw new ChainruleException(
                    data.source().column(name),
                    "a target must be a number that may be scaled, or a class",
                    "but its encoding is " + form,
                    "Use target(\"%s\") and scale it, or only targetClasses(\"%s\")."
                            .formatted(name, name));
        }
        if (data.hasClasses()) {
            return new ClassTarget(name, categories(name, values));
        }
        return new NumberTarget(
                name, form == null ? Scale.NONE : scale(form, numbers(name, values)));
    }

    private FeatureEncoding feature(String name) {
        Object[] values = values(data.column(name));
        Treatment treatment = data.plan().treatment(name);
        Treatment.Form form = form(name);
        Missing missing = missing(name, form);
        requirePresent(name, form, missing, values);
        if (!form.takesCategories()) {
            double[] numbers = numbers(name, values);
            return new NumberFeature(name, scale(form, numbers), Filling.of(missing, numbers));
        }
        if (form == Treatment.Form.ORDINAL) {
            List<String> order = treatment.order();
            return ordinal(
                    name, order.isEmpty() ? categories(name, values) : order, missing, values);
        }
        List<String> known = categories(name, values);
        if (known.size() > MOST_CATEGORIES) {
            throw new ChainruleException(
                    data.source().column(name),
                    "one-hot encoding takes at most %d categories".formatted(MOST_CATEGORIES),
                    "but there are " + known.size(),
                    "Leave it out with without(\"%s\"), or use ordinal(\"%s\")."
                            .formatted(name, name));
        }
        return new OneHotFeature(name, known, missing, treatment.takesUnknown());
    }

    /** What was said, or what suits the type of the column. */
    private Treatment.Form form(String name) {
        Treatment.Form said = data.plan().treatment(name).form();
        boolean isNumber = data.column(name) instanceof NumericColumn<?>;
        return said != null ? said : isNumber ? Treatment.Form.STANDARD : Treatment.Form.ONE_HOT;
    }

    /** What was said of this column, or of all columns where this one takes it. */
    private Missing missing(String name, Treatment.Form form) {
        Missing missing = data.plan().missing(name);
        boolean isForAll = data.plan().treatment(name).missing() == null;
        boolean isOfNumbers = missing == Missing.MEAN || missing == Missing.MEDIAN;
        boolean suits = !(isOfNumbers && form == Treatment.Form.ONE_HOT);
        return isForAll && !suits ? Missing.REFUSE : missing;
    }

    private OrdinalFeature ordinal(
            String name, List<String> order, Missing missing, Object[] values) {
        double[] codes =
                IntStream.range(0, values.length)
                        .filter(i -> values[i] != null)
                        .mapToDouble(
                                i ->
                                        OrdinalFeature.code(
                                                data.source().at(rows[i], name), values[i], order))
                        .toArray();
        return new OrdinalFeature(name, order, Filling.of(missing, codes));
    }

    private static Scale scale(Treatment.Form form, double[] numbers) {
        return switch (form) {
            case STANDARD -> Scale.standard(numbers);
            case MIN_MAX -> Scale.minMax(numbers);
            default -> Scale.NONE;
        };
    }

    private void requirePresent(
            String name, Treatment.Form form, Missing missing, Object[] values) {
        long absent = Arrays.stream(values).filter(Objects::isNull).count();
        if (absent == values.length) {
            throw new ChainruleException(
                    data.source().column(name),
                    "must have a value in at least one training row",
                    "but all %d are missing".formatted(absent),
                    "Leave it out with without(\"%s\").".formatted(name));
        }
        if (absent > 0 && missing == Missing.REFUSE) {
            int first = Arrays.asList(values).indexOf(null);
            boolean isOneHot = form == Treatment.Form.ONE_HOT;
            throw new ChainruleException(
                    data.source().column(name),
                    "must have a value in each row",
                    "but %d of %d are missing, the first in %s"
                            .formatted(absent, values.length, data.source().place(rows[first])),
                    "Say what becomes of them: missing(Missing.%s, \"%s\"), or %sDROP."
                            .formatted(
                                    isOneHot ? "FLAG" : "MEDIAN",
                                    name,
                                    isOneHot ? "" : "MEAN, FLAG or "));
        }
    }

    private Object[] values(Column<?> column) {
        return Arrays.stream(rows).mapToObj(row -> Value.of(data.source(), column, row)).toArray();
    }

    /** Those that are not missing. */
    private double[] numbers(String name, Object[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> values[i] != null)
                .mapToDouble(i -> number(name, i, values[i]))
                .toArray();
    }

    private double number(String name, int i, Object value) {
        String where = data.source().at(rows[i], name);
        if (value instanceof Number) {
            return Value.number(where, value);
        }
        throw new ChainruleException(
                where,
                "a column that is scaled must hold numbers",
                "but found " + Value.shown(value),
                "Use oneHot(\"%s\") or ordinal(\"%s\").".formatted(name, name));
    }

    private List<String> categories(String name, Object[] values) {
        return Value.sorted(
                IntStream.range(0, values.length)
                        .filter(i -> values[i] != null)
                        .mapToObj(i -> Value.category(data.source().at(rows[i], name), values[i]))
                        .toList());
    }
}
