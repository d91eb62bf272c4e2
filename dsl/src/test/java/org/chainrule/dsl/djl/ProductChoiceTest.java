package org.chainrule.dsl.djl;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.dsl.script.Products;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductChoiceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    vendor_id : AuthenticAMD cpu family : 25                        | ONEDNN
                    AMD64 Family 23 Model 113 Stepping 0, AuthenticAMD              | ONEDNN
                    vendor_id : GenuineIntel cpu family : 6                         | DEFAULT
                    Intel64 Family 6 Model 158 Stepping 10, GenuineIntel            | DEFAULT
                    processor : 0 BogoMIPS : 243.75 CPU implementer : 0x41          | DEFAULT
                    ''                                                              | DEFAULT
                    """)
    void makerOfTheProcessorDecides(String processor, Products choice) {
        assertThat(ProductChoice.of(processor)).isEqualTo(choice);
    }
}
