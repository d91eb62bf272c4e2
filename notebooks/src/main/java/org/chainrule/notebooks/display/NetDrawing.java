package org.chainrule.notebooks.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chainrule.dsl.Net;
import org.chainrule.dsl.layers.Mode;
import org.chainrule.dsl.notation.Page;

/**
 * A network: its layers drawn one below the other with the shapes between them, a line for each way
 * past layers, repeated blocks in a frame, and the table of its summary. It takes the colour of the
 * text around it.
 */
final class NetDrawing {
    private static final int LEFT = 110; // room for the ways past layers
    private static final int BOX = 250;
    private static final int HEIGHT = 32;
    private static final int STEP = 58; // from one link to the next
    private static final int LANE = 16; // between two ways past layers
    private static final int SHAPES = 320; // room for the shapes at the right
    private static final int BESIDE = 220; // for the shapes, where something is read besides
    private static final int RADIUS = 11;
    private static final int TOP = 8;
    private static final int FRAME = 17; // from a frame to the first layer in it
    private static final int BRANCH = 12; // from where a way past layers leaves to the layer below

    private final Chain all;
    private final Chain chain;
    private final StringBuilder svg = new StringBuilder();

    private NetDrawing(Net net) {
        all = Chain.of(net.declare(Mode.EVALUATION));
        chain = all.folded();
    }

    static Bundle of(Net net) {
        String summary = net.summary();
        String drawing = new NetDrawing(net).svg();
        return Bundle.html(
                summary,
                String.format(
                        Locale.ROOT,
                        "%s\n<details><summary>Layer by layer: %,d parameters</summary>\n<pre>%s</pre>"
                                + "</details>",
                        drawing,
                        net.parameterCount(),
                        Page.escaped(summary.strip())));
    }

    private String svg() {
        int count = chain.links().size();
        int width = chain.sides().isEmpty() ? LEFT + BOX + SHAPES : sideBoxes() + BOX + TOP;
        int rows = (int) Math.max(count, chain.sides().stream().filter(Chain.Side::isInput).count());
        int height = 2 * TOP + (rows - 1) * STEP + HEIGHT;
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
                style="max-width: 100%%; height: auto; color: inherit" fill="none" stroke="currentColor" \
                font-family="sans-serif" font-size="14">
                """
                        .formatted(width, height, width, height));
        frames();
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                line(middle(), bottom(i - 1), middle(), top(i));
                arrow(middle(), top(i));
            }
            link(i);
        }
        ways();
        sides();
        return svg.append("</svg>").toString();
    }

    private static int middle() {
        return LEFT + BOX / 2;
    }

    private boolean isSum(int place) {
        return chain.links().get(place).isSum();
    }

    private static int centre(int place) {
        return TOP + place * STEP + HEIGHT / 2;
    }

    private int top(int place) {
        return centre(place) - (isSum(place) ? RADIUS : HEIGHT / 2);
    }

    private int bottom(int place) {
        return centre(place) + (isSum(place) ? RADIUS : HEIGHT / 2);
    }

    private void link(int place) {
        Chain.Link link = chain.links().get(place);
        int y = centre(place);
        if (link.isSum()) {
            add("<circle cx=\"%d\" cy=\"%d\" r=\"%d\"/>", middle(), y, RADIUS);
            line(middle() - 5, y, middle() + 5, y);
            line(middle(), y - 5, middle(), y + 5);
        } else {
            box(LEFT, y);
            boolean learns = link.weights() > 0;
            text(LEFT + 12, y + 5, "start", 1, link.label());
            if (learns) {
                String weights = String.format(Locale.ROOT, "%,d", link.weights());
                text(LEFT + BOX - 12, y + 5, "end", 0.7, weights);
            }
        }
        boolean isNew = place == 0 || !shape(place).equals(shape(place - 1));
        if (isNew) {
            text(LEFT + BOX + 22, y + 5, "start", 0.7, link.shape());
        }
    }

    private String shape(int place) {
        return chain.links().get(place).shape();
    }

    /** A dashed frame around each block that stands there several times. */
    private void frames() {
        List<Chain.Link> links = chain.links();
        for (int from = 0; from < links.size(); from++) {
            String block = links.get(from).block();
            int times = all.times(links.get(from));
            int to = from;
            while (times > 1 && to + 1 < links.size() && links.get(to + 1).block().equals(block)) {
                to++;
            }
            if (times > 1) {
                int y = top(from) - FRAME;
                add(
                        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\""
                                + " stroke-dasharray=\"5 4\" stroke-opacity=\"0.6\"/>",
                        42, y, LEFT + BOX + 10 - 42, bottom(to) + 9 - y);
                text(34, (top(from) + bottom(to)) / 2 + 5, "end", 1, times + " ×");
                from = to;
            }
        }
    }

    /** A line from each link whose value comes again further down, around those between. */
    private void ways() {
        List<int[]> drawn = new ArrayList<>();
        for (int to = 0; to < chain.links().size(); to++) {
            for (int from : chain.links().get(to).past()) {
                int lane = 1;
                for (int[] other : drawn) {
                    lane = other[0] < to && other[1] > from ? Math.max(lane, other[2] + 1) : lane;
                }
                drawn.add(new int[] {from, to, lane});
                way(from, to, LEFT - lane * LANE);
            }
        }
    }

    private void way(int from, int to, int x) {
        int start = top(from + 1) - BRANCH;
        int end = isSum(to) ? centre(to) : top(to) - 8;
        int last = isSum(to) ? middle() - RADIUS : middle();
        add(
                "<path d=\"M %d %d H %d Q %d %d %d %d V %d Q %d %d %d %d H %d\"/>",
                middle(), start, x + 8, x, start, x, start + 8, end - 8, x, end, x + 8, end, last);
    }

    /**
     * Further inputs at the right, and from them, and from layers that make something for later
     * ones, a line to each layer that reads it.
     */
    private void sides() {
        int row = 0;
        for (int i = 0; i < chain.sides().size(); i++) {
            Chain.Side side = chain.sides().get(i);
            int lane = sideBoxes() - (i + 1) * LANE;
            int from = side.isInput() ? centre(row) : centre(side.maker()) + HEIGHT / 4;
            if (side.isInput()) {
                box(sideBoxes(), from);
                text(sideBoxes() + 12, from + 5, "start", 1, side.label());
                text(sideBoxes() + BOX - 12, from + 5, "end", 0.7, side.shape());
                row++;
            }
            int start = side.isInput() ? sideBoxes() : LEFT + BOX;
            for (int reader : side.readers()) {
                int y = centre(reader) - HEIGHT / 3; // above the shape that stands there
                add("<path d=\"M %d %d H %d V %d H %d\"/>", start, from, lane, y, LEFT + BOX + 7);
                add(
                        "<path d=\"M %d %d L %d %d L %d %d Z\" fill=\"currentColor\""
                                + " stroke=\"none\"/>",
                        LEFT + BOX + 7, y - 4, LEFT + BOX + 7, y + 4, LEFT + BOX, y);
            }
        }
    }

    /** Where the boxes of further inputs begin: right of the shapes and of the lines down. */
    private int sideBoxes() {
        return LEFT + BOX + BESIDE + chain.sides().size() * LANE;
    }

    private void box(int x, int y) {
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\""
                        + " fill=\"currentColor\" fill-opacity=\"0.07\"/>",
                x, y - HEIGHT / 2, BOX, HEIGHT);
    }

    private void line(int x1, int y1, int x2, int y2) {
        add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", x1, y1, x2, y2);
    }

    private void arrow(int x, int y) {
        add(
                "<path d=\"M %d %d L %d %d L %d %d Z\" fill=\"currentColor\" stroke=\"none\"/>",
                x - 4, y - 7, x + 4, y - 7, x, y);
    }

    private void text(int x, int y, String anchor, double opacity, String text) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"currentColor\""
                                + " fill-opacity=\"%.1f\" stroke=\"none\">%s</text>%n",
                        x,
                        y,
                        anchor,
                        opacity,
                        Page.escaped(text)));
    }

    private void add(String element, Object... numbers) {
        svg.append(element.formatted(numbers)).append('\n');
    }
}
