package org.chainrule.dsl.layers;

import org.chainrule.dsl.error.ChainruleException;
import org.chainrule.dsl.graph.Shape;
import org.chainrule.dsl.graph.Sizes;

/**
 * What a layer asks of the sizes of a batch, which are known only when the network is called.
 *
 * @param path the layer's path
 * @param counted the axes
 * @param least how many elements they must hold together
 * @param mustHold the same in words
 * @param mend what to do where they hold fewer
 */
public record Requirement(String path, Shape counted, long least, String mustHold, String mend) {

    /**
     * Compares it with the sizes of a call.
     *
     * @throws ChainruleException where it does not hold
     */
    public void check(Sizes sizes) {
        long found = sizes.elements(counted);
        if (found < least) {
            throw new ChainruleException(path, mustHold, "but found " + found, mend);
        }
    }
}
