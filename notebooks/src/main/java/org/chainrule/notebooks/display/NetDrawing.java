package org.chainrule.notebooks.display;

import org.chainrule.dsl.Net;
import org.chainrule.dsl.notation.Page;

/** A network: its layers drawn one below the other, and the table of its summary. */
final class NetDrawing {
    private NetDrawing() {}

    static Bundle of(Net net) {
        String summary = net.summary();
        return Bundle.html(summary, "<pre>" + Page.escaped(summary) + "</pre>");
    }
}
