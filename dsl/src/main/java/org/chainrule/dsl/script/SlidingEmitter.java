package org.chainrule.dsl.script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.dsl.graph.Call;
import org.chainrule.dsl.graph.DType;
import org.chainrule.dsl.graph.Dim;
import org.chainrule.dsl.graph.Overlap;
import org.chainrule.dsl.graph.Window;
import org.chainrule.dsl.graph.Windows;

/** Windows as lines of TorchScript, by unfolding one axis after the other and its gradient. */
final class SlidingEmitter {
    private final Emitter method;

    SlidingEmitter(Emitter method) {
        this.method = method;
    }

    /** (…, n₁, n₂) to (…, m₁, m₂, k₁, k₂), and the windows' axes in front of those that count. */
    Term windows(Windows op, Call call) {
        int count = op.windows().size();
        int leading = call.input(0).shape().rank() - count;
        boolean isWhole = call.input(0).dtype() == DType.INT;
        Object fill = isWhole ? (Object) (long) op.fill() : (Object) op.fill();
        List<Long> padding = new ArrayList<>();
        for (Window window : reversed(op.windows())) { // the last axis first
            padding.addAll(List.of(window.before(), window.after()));
        }
        String x = padded(method.emit(call.input(0)), padding, fill);
        for (int i = 0; i < count; i++) {
            Window window = op.windows().get(i);
            x = line("unfold", x, leading + i, window.span(), window.stride());
            if (window.dilation() > 1) {
                int last = leading + count + i;
                x = line("slice", x, last, 0, window.span(), window.dilation());
            }
        }
        return permuted(x, leading, count);
    }

    /** (…, k₁, k₂, m₁, m₂) to (…, n₁, n₂), the last axis first. */
    Term overlap(Overlap op, Call call) {
        int count = op.windows().size();
        List<Dim> dims = call.input(0).shape().dims();
        int leading = dims.size() - 2 * count;
        String x = permuted(method.emit(call.input(0)), leading, count).text();
        List<Long> padding = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            Window window = op.windows().get(i);
            List<String> sizes = new ArrayList<>();
            for (int axis = 0; axis < leading + count + i; axis++) {
                sizes.add(size(x, axis, dims, leading, count, i));
            }
            int last = sizes.size();
            if (window.dilation() > 1) {
                List<String> spread = new ArrayList<>(sizes);
                spread.add(String.valueOf(window.span()));
                x = line("slice_backward", x, spread, last, 0, window.span(), window.dilation());
            }
            String m = sizes.get(leading + i);
            String before = host("mul", host("sub", m, 1), window.stride());
            sizes.set(leading + i, host("add", before, window.span()));
            x = line("unfold_backward", x, sizes, leading + i, window.span(), window.stride());
            padding.addAll(List.of(-window.before(), op.rests().get(i) - window.after()));
        }
        return Term.tensor(padded(x, padding, 0.0));
    }

    /** The size of an axis of (…, m₁, m₂, k₁, k₂), of which those behind {@code done} are added. */
    private String size(String x, int axis, List<Dim> dims, int leading, int count, int done) {
        int place = axis < leading ? axis : axis < leading + count ? axis + count : axis - count;
        boolean isAdded = axis > leading + done && axis < leading + count;
        Dim dim = dims.get(place);
        return dim.isOpen() || isAdded
                ? method.defineHost("torch.size(" + x + ", " + axis + ")").text()
                : String.valueOf(dim.size());
    }

    private String host(String operator, String x, long y) {
        if (x.chars().allMatch(Character::isDigit)) {
            long number = Long.parseLong(x);
            return String.valueOf(
                    operator.equals("mul")
                            ? number * y
                            : operator.equals("sub") ? number - y : number + y);
        }
        return method.defineHost("torch." + operator + "(" + x + ", " + y + ")").text();
    }

    private String padded(String x, List<Long> padding, Object fill) {
        boolean isNone = padding.stream().allMatch(each -> each == 0);
        return isNone ? x : line("constant_pad_nd", x, padding, Emitter.literal(fill));
    }

    /** With the last axes in the place of as many before them. */
    private Term permuted(String x, int leading, int count) {
        List<Integer> order =
                Stream.of(
                                IntStream.range(0, leading),
                                IntStream.range(leading + count, leading + 2 * count),
                                IntStream.range(leading, leading + count))
                        .flatMap(IntStream::boxed)
                        .toList();
        return method.define("torch.permute(" + x + ", " + order + ")");
    }

    private String line(String operator, Object... arguments) {
        return method.define(
                        Stream.of(arguments)
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ", "torch." + operator + "(", ")")))
                .text();
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> turned = new ArrayList<>(list);
        Collections.reverse(turned);
        return turned;
    }
}
