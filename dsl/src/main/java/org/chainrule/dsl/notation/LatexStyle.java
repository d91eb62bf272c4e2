package org.chainrule.dsl.notation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** LaTeX, as amsmath, KaTeX and MathJax read it. */
final class LatexStyle implements Style {
    static final LatexStyle LATEX = new LatexStyle();

    private static final Map<String, String> COMMANDS =
            Map.ofEntries(
                    Map.entry("·", "\\cdot"),
                    Map.entry("⊙", "\\odot"),
                    Map.entry("×", "\\times"),
                    Map.entry("−", "-"),
                    Map.entry("≤", "\\le"),
                    Map.entry("≥", "\\ge"),
                    Map.entry("≠", "\\ne"),
                    Map.entry("≈", "\\approx"),
                    Map.entry("∈", "\\in"),
                    Map.entry("∩", "\\cap"),
                    Map.entry("∪", "\\cup"),
                    Map.entry("↦", "\\mapsto"),
                    Map.entry("→", "\\to"),
                    Map.entry("∞", "\\infty"),
                    Map.entry("∂", "\\partial"),
                    Map.entry("∇", "\\nabla"),
                    Map.entry("∫", "\\int"),
                    Map.entry("Σ", "\\sum"),
                    Map.entry("ᵀ", "\\top"),
                    Map.entry("′", "\\prime"),
                    Map.entry("‖", "\\|"),
                    Map.entry("…", "\\dots"));

    private static final Map<String, String> LETTERS =
            Map.ofEntries(
                    Map.entry("α", "\\alpha"),
                    Map.entry("β", "\\beta"),
                    Map.entry("γ", "\\gamma"),
                    Map.entry("δ", "\\delta"),
                    Map.entry("ε", "\\varepsilon"),
                    Map.entry("η", "\\eta"),
                    Map.entry("θ", "\\theta"),
                    Map.entry("λ", "\\lambda"),
                    Map.entry("μ", "\\mu"),
                    Map.entry("π", "\\pi"),
                    Map.entry("ρ", "\\rho"),
                    Map.entry("σ", "\\sigma"),
                    Map.entry("τ", "\\tau"),
                    Map.entry("φ", "\\varphi"),
                    Map.entry("ω", "\\omega"),
                    Map.entry("ℓ", "\\ell"),
                    Map.entry("Φ", "\\Phi"),
                    Map.entry("Δ", "\\Delta"),
                    Map.entry("Σ", "\\Sigma"),
                    Map.entry("Ω", "\\Omega"));
    private static final Map<String, String> ACCENTS =
            Map.of("\u0302", "\\hat", "\u0304", "\\bar", "\u0303", "\\tilde");
    private static final Set<String> FUNCTIONS =
            Set.of(
                    "sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "exp", "ln",
                    "log", "max", "min");

    /** The end of a formula that leaves room for what follows by itself, such as tanh². */
    private static final Pattern OPERATOR =
            Pattern.compile("\\\\(" + String.join("|", FUNCTIONS) + ")([_^]\\{[^{}]*\\})*$");

    /** What is higher than a letter, so that a fence about it must grow. */
    private static final Pattern TALL =
            Pattern.compile(
                    "\\\\(frac|begin|sqrt|sum|int|prod|left|hat|tilde|bar)(?![a-zA-Z])|\\^");

    private LatexStyle() {}

    @Override
    public boolean isFlat() {
        return false;
    }

    @Override
    public String symbol(String name) {
        if (name.matches("′+")) {
            return "\\prime".repeat(name.length());
        }
        int space = name.indexOf(' ');
        if (space > 0 && FUNCTIONS.contains(name.substring(0, space))) {
            return "\\" + name.substring(0, space) + " " + symbol(name.substring(space + 1));
        }
        Name parts = Name.of(name);
        String base = base(parts);
        String accented =
                parts.accent().isEmpty() ? base : ACCENTS.get(parts.accent()) + "{" + base + "}";
        String before = parts.before().isEmpty() ? "" : before(parts.before()) + " ";
        String index = parts.index().isEmpty() ? "" : "_{" + parts.index().replace('−', '-') + "}";
        String after = parts.after().replace("²", "^{2}").replace("′", "'");
        return before + accented + index + after;
    }

    private static String before(String sign) {
        return LETTERS.getOrDefault(sign, COMMANDS.getOrDefault(sign, sign));
    }

    private static String base(Name name) {
        String base = name.base();
        if (name.isLetter()) {
            return LETTERS.getOrDefault(base, COMMANDS.getOrDefault(base, escaped(base)));
        }
        return FUNCTIONS.contains(base)
                ? "\\" + base
                : "\\mathrm{" + escaped(base).replace(" ", "\\ ") + "}";
    }

    private static String escaped(String text) {
        return text.replaceAll("([_#%&{}$])", "\\\\$1").replace("·", "{\\cdot}");
    }

    @Override
    public String number(String digits) {
        return digits;
    }

    @Override
    public String word(String text) {
        return "\\text{ " + escaped(text) + " }";
    }

    @Override
    public String operator(String sign) {
        return sign.equals("|") ? " \\mid " : " " + COMMANDS.getOrDefault(sign, sign) + " ";
    }

    @Override
    public String sign(String sign) {
        return COMMANDS.getOrDefault(sign, sign);
    }

    @Override
    public String space() {
        return "\\,";
    }

    @Override
    public String row(List<String> parts) {
        StringBuilder row = new StringBuilder();
        for (String part : parts) {
            if (part.equals(space()) && OPERATOR.matcher(row).find()) {
                row.append(' ');
                continue;
            }
            boolean beginsWithLetter = !part.isEmpty() && isLetter(part.charAt(0));
            row.append(beginsWithLetter && endsInCommand(row) ? " " : "").append(part);
        }
        return row.toString();
    }

    private static boolean endsInCommand(StringBuilder row) {
        int place = row.length() - 1;
        while (place >= 0 && isLetter(row.charAt(place))) {
            place--;
        }
        return place >= 0 && place < row.length() - 1 && row.charAt(place) == '\\';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    @Override
    public String fenced(String open, String body, String close) {
        boolean isLow = !TALL.matcher(body).find();
        return isLow && (open.equals("(") || open.equals("["))
                ? open + body + close
                : "\\left" + fence(open) + body + "\\right" + fence(close);
    }

    private static String fence(String fence) {
        return fence.equals("{") || fence.equals("}")
                ? "\\" + fence
                : COMMANDS.getOrDefault(fence, fence);
    }

    @Override
    public String fraction(String over, String under) {
        return "\\frac{" + over + "}{" + under + "}";
    }

    @Override
    public String power(String base, String exponent) {
        String raised = exponent.equals("T") ? "\\top" : COMMANDS.getOrDefault(exponent, exponent);
        return base + "^{" + raised + "}";
    }

    @Override
    public String subscript(String base, String index) {
        return base + "_{" + index + "}";
    }

    @Override
    public String root(String radicand) {
        return "\\sqrt{" + radicand + "}";
    }

    @Override
    public String big(String operator, String under, String body) {
        String below = under.isEmpty() ? "" : "_{" + under + "}";
        return COMMANDS.getOrDefault(operator, operator) + below + " " + body;
    }

    @Override
    public String matrix(List<List<String>> rows) {
        return "\\begin{bmatrix}" + table(rows, " & ") + "\\end{bmatrix}";
    }

    @Override
    public String cases(List<List<String>> rows) {
        String lines =
                rows.stream()
                        .map(row -> row.get(0) + condition(row))
                        .collect(Collectors.joining(" \\\\ "));
        return "\\begin{cases}" + lines + "\\end{cases}";
    }

    private static String condition(List<String> row) {
        return row.size() == 2 ? " & \\text{if } " + row.get(1) : " & \\text{otherwise}";
    }

    private static String table(List<List<String>> rows, String between) {
        return rows.stream()
                .map(row -> String.join(between, row))
                .collect(Collectors.joining(" \\\\ "));
    }
}
