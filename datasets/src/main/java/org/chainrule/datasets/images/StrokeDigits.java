package org.chainrule.datasets.images;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringTokenizer;

/** Digits as strokes of a round pen in a box from (0, 0) to (1, 1), as people write them. */
final class StrokeDigits {
    /**
     * The ways to write each digit, in the letters of SVG: M moves, L draws a line, C a curve by
     * two points that draw it aside.
     */
    private static final List<List<String>> STROKES =
            List.of(
                    List.of(
                            "M .5 0 C .1 0 .05 .3 .05 .5 C .05 .75 .2 1 .5 1"
                                    + " C .8 1 .95 .75 .95 .5 C .95 .3 .9 0 .5 0"),
                    List.of(
                            "M .5 0 L .5 1",
                            "M .25 .25 L .55 0 L .55 1",
                            "M .25 .25 L .52 0 L .52 1 M .2 1 L .85 1"),
                    List.of(
                            "M .1 .25 C .15 -.08 .9 -.08 .88 .27 C .87 .5 .4 .7 .08 1 L .95 1",
                            "M .1 .2 C .2 -.1 .9 -.05 .85 .3 C .8 .6 .5 .9 .25 .95"
                                    + " C .0 1 .05 .75 .25 .8 C .5 .85 .7 1.05 .95 .95"),
                    List.of(
                            "M .12 .15 C .3 -.05 .85 -.05 .85 .25 C .85 .45 .6 .48 .4 .48"
                                    + " C .7 .48 .92 .55 .92 .75 C .92 1.05 .25 1.08 .08 .85",
                            "M .12 0 L .85 0 L .42 .4 C .7 .38 .92 .5 .92 .72"
                                    + " C .92 1.05 .25 1.08 .08 .85"),
                    List.of(
                            "M .7 1 L .7 0 L .05 .68 L .98 .68",
                            "M .22 0 L .1 .55 L .95 .55 M .72 .1 L .72 1"),
                    List.of(
                            "M .88 0 L .22 0 L .16 .43 C .4 .3 .92 .33 .92 .67"
                                    + " C .92 1.05 .3 1.08 .08 .88"),
                    List.of(
                            "M .8 .02 C .4 .08 .08 .4 .08 .68 C .08 1.1 .92 1.1 .92 .7"
                                    + " C .92 .35 .2 .35 .1 .65"),
                    List.of(
                            "M .05 0 L .92 0 C .65 .35 .45 .65 .4 1",
                            "M .05 0 L .92 0 C .65 .35 .45 .65 .4 1 M .25 .5 L .85 .5"),
                    List.of(
                            "M .5 .47 C .05 .4 .1 0 .5 0 C .9 0 .95 .4 .5 .47"
                                    + " C -.05 .55 0 1 .5 1 C 1 1 1.05 .55 .5 .47"),
                    List.of(
                            "M .88 .35 C .75 .65 .1 .65 .1 .3 C .1 -.1 .88 -.1 .88 .3"
                                    + " C .88 .55 .85 .8 .8 1",
                            "M .88 .3 C .75 .65 .1 .65 .1 .3 C .1 -.1 .88 -.1 .88 .3"
                                    + " C .9 1 .6 1.08 .2 .92"));

    private static final double BEND = 0.05; // of the box, in each of two waves
    private static final double THIN = 0.09;
    private static final double THICK = 0.18;
    private static final double NARROW = 0.5; // of the height
    private static final double WIDE = 0.8;

    private StrokeDigits() {}

    static Shape draw(int digit, SplittableRandom draws) {
        List<String> ways = STROKES.get(digit);
        Path2D path = path(ways.get(draws.nextInt(ways.size())), new Bend(draws));
        float width = (float) draws.nextDouble(THIN, THICK);
        var pen = new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        return pen.createStrokedShape(path);
    }

    private static Path2D path(String way, Bend bend) {
        var path = new Path2D.Double();
        var words = new StringTokenizer(way);
        while (words.hasMoreTokens()) {
            String letter = words.nextToken();
            double[] p = new double[letter.equals("C") ? 6 : 2]; // x, y of each point
            for (int i = 0; i < p.length; i++) {
                p[i] = Double.parseDouble(words.nextToken());
            }
            bend.apply(p);
            switch (letter) {
                case "M" -> path.moveTo(p[0], p[1]);
                case "L" -> path.lineTo(p[0], p[1]);
                default -> path.curveTo(p[0], p[1], p[2], p[3], p[4], p[5]);
            }
        }
        return path;
    }

    /** A smooth random change of the plane, so that strokes that meet still do. */
    private static final class Bend {
        private final double wide;
        private final double[] waves = new double[8];

        Bend(SplittableRandom draws) {
            wide = draws.nextDouble(NARROW, WIDE);
            for (int i = 0; i < waves.length; i++) {
                waves[i] = 2 * Math.PI * draws.nextDouble();
            }
        }

        void apply(double... points) {
            for (int i = 0; i < points.length; i += 2) {
                double x = points[i];
                double y = points[i + 1];
                double right = wave(0, 4 * y) + wave(2, 4 * x);
                double down = wave(4, 4 * x) + wave(6, 4 * y);
                points[i] = wide * (x + right);
                points[i + 1] = y + down;
            }
        }

        /** Up to BEND, with a strength and a phase of its own. */
        private double wave(int which, double at) {
            return BEND * Math.sin(waves[which]) * Math.sin(at + waves[which + 1]);
        }
    }
}
