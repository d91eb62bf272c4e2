package org.chainrule.dsl.check;
import org.chainrule.dsl.*;
import org.chainrule.dsl.graph.*;
import org.chainrule.dsl.layers.*;
import org.chainrule.dsl.eval.NumericArray;
import org.chainrule.dsl.losses.Losses;
import org.chainrule.dsl.ledger.*;
import static org.chainrule.dsl.initializers.Initializers.normal;
import java.util.*;
import org.junit.jupiter.api.Test;
class Scratch0Test {
    record BadSquare() implements Op {
        public List<Node> forward(List<Node> in) { return List.of(in.get(0).square()); }
        public List<Node> vjp(Call call, Node dy) { return List.of(dy.times(call.input(0))); }
    }
    record BadCenter() implements Op {
        public List<Node> forward(List<Node> in) { return List.of(in.get(0).minus(in.get(0).meanKept(-1))); }
        public List<Node> vjp(Call call, Node dy) { return List.of(dy); }
    }
    record BadSin() implements Op {
        public List<Node> forward(List<Node> in) { return List.of(Unary.COS.apply(in.get(0))); }
        public List<Node> vjp(Call call, Node dy) { return List.of(dy.times(Unary.SIN.apply(call.input(0)))); }
    }
    @Test
    void run() {
SplittableRandom r = new SplittableRandom(3); org.chainrule.dsl.djl.Native.threads(1);
        var gpt = gpt(64, 65, 128, 4, 4, 0.1);
        var t = NumericArray.of(r.ints(2*64, 0, 65).asDoubleStream().toArray(), 2, 64);
        for (Format f : Format.values()) {
        long s = System.nanoTime();
        var l = new GradientCheck().withSamples(4).withFormat(f).of(gpt, Losses.crossEntropy(), t, t);
        System.out.println(f + " " + l.rows().stream().mapToDouble(Row::ulps).max().getAsDouble() + " " + l.rows().stream().mapToDouble(x -> x.manualAutograd().relative()).max().getAsDouble()+ " s " + (System.nanoTime() - s) / 1e9);
        }
    }
    static SequenceNet gpt(int context, int v, int w, int n, int h, double p) {
        return Net.tokens(context).embed(v, w, e -> e.withWeights(normal(0.02))).learnedPositions(e -> e.withWeights(normal(0.02))).dropout(p)
           .repeat(n, b -> b.residual(r -> r.layerNorm().causalAttention(h, a -> a.withDropout(p)).dropout(p)).residual(r -> r.layerNorm().dense(4*w).gelu().dense(w).dropout(p))).layerNorm().tiedLogits();
    }
}
