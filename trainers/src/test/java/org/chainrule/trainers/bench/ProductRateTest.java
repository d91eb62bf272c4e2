package org.chainrule.trainers.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProductRateTest {
    @Test
    void rateIsThatOfAComputerOfThisCentury() {
        assertThat(ProductRate.measure()).isBetween(1e8, 1e15);
    }
}
