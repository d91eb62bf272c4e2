package org.chainrule.dsl.ledger;

/** What comparing a tensor's gradients came to. */
public enum Verdict {
    /** All gradients agree. */
    PASS("pass", "✓"),
    /**
     * They agree but for points where the function has a kink and no derivative: there each
     * gradient lies between the slopes of the two sides.
     */
    KINK("kink", "∠"),
    /** They differ. */
    FAIL("FAIL", "✗"),
    /** There is nothing to compare with. */
    UNCHECKED("unchecked", "–");

    private final String label;
    private final String sign;

    Verdict(String label, String sign) {
        this.label = label;
        this.sign = sign;
    }

    /** The word in tables. */
    public String label() {
        return label;
    }

    /** A sign that is understood without colour. */
    public String sign() {
        return sign;
    }
}
