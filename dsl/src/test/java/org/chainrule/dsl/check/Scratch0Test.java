package org.chainrule.dsl.check;

import java.util.*;
import org.chainrule.dsl.ledger.*;
import org.junit.jupiter.api.Test;

class Scratch0Test {
    @Test
    void run() {
        org.chainrule.dsl.djl.Native.threads(1);
        for (Format f : Format.values()) {
            long s = System.nanoTime();
            List<Ledger> all = new ArrayList<>();
            for (Checks c : Checks.all()) {
                List<Ledger> l = c.ledgers(new GradientCheck().withFormat(f).withIntermediates());
                all.addAll(l);
                l.stream().filter(x -> !x.passed()).forEach(x -> System.out.println(x.text()));
            }
            Audit audit = new Audit(all, java.time.Duration.ofNanos(System.nanoTime() - s));
            System.out.println(audit.summary());
            if (f == Format.FLOAT64) {
                try {
                    java.nio.file.Files.writeString(
                            java.nio.file.Path.of("/tmp/audit.html"), audit.html());
                    java.nio.file.Files.writeString(
                            java.nio.file.Path.of("/tmp/audit.csv"), audit.csv());
                } catch (java.io.IOException e) {
                    throw new RuntimeException(e);
                }
            }
        }
    }
}
