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

    public Cell {
        tags = List.copyOf(tags);
        outputs = List.copyOf(outputs);
    }

    public boolean raises() {
        return tags.contains(RAISES);
    }

    public boolean varies() {
        return tags.contains(VARIES);
    }

    Cell with(List<Output> others) {
        return new Cell(id, isCode, source, tags, others);
    }
}
