package org.chainrule.dsl.notation;

import java.util.ArrayList;
import java.util.List;

/** A product; see {@link Formula#product}. */
public record Product(String sign, List<Formula> factors) implements Formula {
    @Override
    public Binding binding(Style style) {
        return Binding.PRODUCT;
    }

    @Override
    public String set(Style style) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            if (i > 0 && !sign.isEmpty()) {
                parts.add(style.operator(sign));
            }
            Formula factor = factors.get(i);
            parts.add(factor.set(style, least(factor, i == 0, i == factors.size() - 1)));
        }
        return style.row(parts);
    }

    private Binding least(Formula factor, boolean isFirst, boolean isLast) {
        if (factor instanceof Product product && !sign.isEmpty()) {
            boolean isCloser = product.sign.isEmpty(); // a·bc
            boolean isOther = !isCloser && !product.sign.equals(sign); // a ⊙ (b·c)
            return isCloser ? Binding.PRODUCT : isOther ? Binding.POWER : least(isFirst);
        }
        if (!sign.isEmpty()) {
            return least(isFirst);
        }
        return isLast ? Binding.FUNCTION : Binding.POWER; // sin x y would be sin(xy)
    }

    private static Binding least(boolean isFirst) {
        return isFirst ? Binding.PRODUCT : Binding.FUNCTION; // a/b·c, but a·(b/c)
    }
}
