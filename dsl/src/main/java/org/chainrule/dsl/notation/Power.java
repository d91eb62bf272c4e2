package org.chainrule.dsl.notation;

/** A power, or what else stands raised; see {@link Formula#power}. */
public record Power(Formula base, Formula exponent) implements Formula {
    @Override
    public Binding binding(Style style) {
        return behindName() ? Binding.FUNCTION : Binding.POWER;
    }

    @Override
    public String set(Style style) {
        if (behindName() && base instanceof Function function) {
            return function.set(
                    style, style.power(function.name().set(style), exponent.set(style)));
        }
        return style.power(base.set(style, Binding.ATOM), exponent.set(style));
    }

    /** Whether this is written as sin² x. */
    private boolean behindName() {
        return base instanceof Function function
                && function.isElementary()
                && exponent instanceof Numeral;
    }
}
