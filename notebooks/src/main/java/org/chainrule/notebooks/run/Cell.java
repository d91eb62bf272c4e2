package org.chainrule.notebooks.run;

import java.util.List;

/**
 * A cell of a notebook.
 *
 * @param id its name, which no other cell has
 * @param isCode whether it is code; else it is Markdown
 * @param source what is written in it
 * @param tags its tags
 * @param outputs what its last execution left; empty for Markdown
 */
public record Cell(
        String id, boolean isCode, String source, List<String> tags, List<Output> outputs) {
    /** The tag of a cell that must fail: Jupyter goes on after it. */
    public static final String RAISES = "raises-exception";

    /** The tag of a cell whose outputs differ from one execution to the next. */
    public static final String VARIES = "varies";

    /**
     * The tag of a cell whose numbers come from the names of all characters. A later Java knows
     * more of them than Java 17, on which outputs are stored.
     */
    public static final String UNICODE = "unicode";

    private static final int NEW_IN_UNICODE_14 = 0x870;

    public Cell {
        tags = List.copyOf(tags);
        outputs = List.copyOf(outputs);
    }

    public boolean raises() {
        return tags.contains(RAISES);
    }

    /** Whether outputs are other ones on this machine than those that are stored. */
    public boolean varies() {
        boolean isLater = Character.isDefined(NEW_IN_UNICODE_14);
        return tags.contains(VARIES) || (tags.contains(UNICODE) && isLater);
    }

    Cell with(List<Output> others) {
        return new Cell(id, isCode, source, tags, others);
    }
}
