package org.chainrule.dsl.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.chainrule.dsl.graph.Shape;

/** A ledger with a row of each verdict. */
final class Sample {
    static final Row PASSED =
            new Row(
                    "dense.weight",
                    Row.Kind.PARAMETER,
                    Shape.of(3, 20),
                    0.25,
                    new Difference(0, 0),
                    new Difference(1e-9, 4e-9),
                    new Difference(1e-9, 4e-9),
                    true,
                    0,
                    24,
                    0,
                    Verdict.PASS,
                    Optional.of(new Entry(List.of(2, 11), 0.125, 0.125, 0.125000001)),
                    "");
    static final Row AT_A_KINK =
            new Row(
                    "x",
                    Row.Kind.INPUT,
                    Shape.of(2, 2),
                    1.5,
                    new Difference(2.5e-16, 1.25e-16),
                    Difference.NONE,
                    Difference.NONE,
                    false,
                    1,
                    4,
                    1,
                    Verdict.KINK,
                    Optional.empty(),
                    "");
    static final Row FAILED =
            new Row(
                    "a<b>.\"bias\", c",
                    Row.Kind.STEP,
                    Shape.of(2),
                    1,
                    new Difference(0.5, 0.5),
                    new Difference(0.5, 0.5),
                    new Difference(1e-10, 1e-10),
                    false,
                    2.25e15,
                    2,
                    0,
                    Verdict.FAIL,
                    Optional.of(new Entry(List.of(1), 0.5, 1, 1.0000000001)),
                    "");
    static final Row UNCHECKED =
            Row.unchecked("lstm.weight", Row.Kind.PARAMETER, Shape.of(4, 2), "it is not ours");
    static final WrongStep WRONG =
            new WrongStep(
                    "gelu",
                    "gelu",
                    0,
                    new Difference(0.5, 0.5),
                    new Entry(List.of(1), 0.5, 1, Double.NaN));

    static final Ledger ALL =
            new Ledger(
                    "network",
                    Format.FLOAT64,
                    7,
                    List.of(PASSED, AT_A_KINK, FAILED, UNCHECKED),
                    List.of(WRONG),
                    Optional.empty());
    static final Ledger GOOD =
            new Ledger("op gelu", Format.FLOAT32, 7, List.of(PASSED), List.of(), Optional.empty());
    static final Ledger BAD =
            new Ledger(
                    "network",
                    Format.FLOAT64,
                    7,
                    List.of(),
                    List.of(),
                    Optional.of(new FirstBad("x", false, List.of(0, 3), Double.NaN)));
    static final Audit AUDIT = new Audit(List.of(GOOD, ALL, BAD), Duration.ofMillis(2_340));

    private Sample() {}
}
