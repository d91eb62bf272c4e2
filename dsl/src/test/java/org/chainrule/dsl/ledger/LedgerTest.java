package org.chainrule.dsl.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LedgerTest {
    @Test
    void passesUnlessARowFailsOrAValueIsBad() {
        assertThat(Sample.GOOD.passed()).isTrue();
        assertThat(Sample.ALL.passed()).isFalse();
        assertThat(Sample.BAD.passed()).isFalse();
    }

    @Test
    void textHasAColumnForEachComparison() {
        assertThat(Sample.ALL.text())
                .isEqualTo(
                        """
                        network, fp64, seed 7
                                     path            shape        norm  manual–autograd  relative     ulps  manual–numerical  relative  autograd–numerical  relative             sampled
                        ✓ pass       dense.weight    (3, 20)  2.50e-01            exact                             1.00e-09  4.00e-09            1.00e-09  4.00e-09            24 of 60
                        ∠ kink       x               (2, 2)   1.50e+00         2.50e-16  1.25e-16      1.0                                                            4 of 4, 1 at kinks
                        ✗ FAIL       a<b>."bias", c  (2)      1.00e+00         5.00e-01  5.00e-01  2.3e+15          5.00e-01  5.00e-01            1.00e-10  1.00e-10              2 of 2
                        – unchecked  lstm.weight     (4, 2)
                        gelu: the vector-Jacobian product of gelu must be autograd's, but dx0 differs most at [1]: manual 0.5, autograd 1.0.
                        a<b>."bias", c at [1]: manual 0.5, autograd 1.0, numerical 1.0000000001
                        lstm.weight: it is not ours
                        """);
    }

    @Test
    void textOfABadValueIsOneSentence() {
        assertThat(Sample.BAD.text())
                .isEqualTo(
                        """
                        network, fp64, seed 7
                        x: the first value that is not a finite number is NaN at [0, 3]. No gradient after it can be checked.
                        """);
    }

    @Test
    void csvHasAllDigitsAndQuotesWhatMustBe() {
        assertThat(Sample.AUDIT.csv())
                .isEqualTo(
                        """
                        subject,format,seed,path,kind,shape,norm,manual_autograd,manual_autograd_relative,manual_numerical,manual_numerical_relative,autograd_numerical,autograd_numerical_relative,exact,ulps,elements,sampled,kinks,verdict,worst_index,worst_manual,worst_autograd,worst_numerical,remark
                        op gelu,fp32,7,dense.weight,parameter,3×20,0.25,0.0,0.0,1.0E-9,4.0E-9,1.0E-9,4.0E-9,true,0.0,60,24,0,pass,2×11,0.125,0.125,0.125000001,
                        network,fp64,7,dense.weight,parameter,3×20,0.25,0.0,0.0,1.0E-9,4.0E-9,1.0E-9,4.0E-9,true,0.0,60,24,0,pass,2×11,0.125,0.125,0.125000001,
                        network,fp64,7,x,input,2×2,1.5,2.5E-16,1.25E-16,,,,,false,1.0,4,4,1,kink,,,,,
                        network,fp64,7,"a<b>.""bias"", c",step,2,1.0,0.5,0.5,0.5,0.5,1.0E-10,1.0E-10,false,2.25E15,2,2,0,fail,1,0.5,1.0,1.0000000001,
                        network,fp64,7,lstm.weight,parameter,4×2,,,,,,,,false,,8,0,0,unchecked,,,,,it is not ours
                        network,fp64,7,x,value,,,,,,,,,,,,,,not finite,0×3,,,,"x: the first value that is not a finite number is NaN at [0, 3]. No gradient after it can be checked."
                        """);
    }

    @Test
    void summaryCountsTensorsChecksAndVerdicts() {
        assertThat(Sample.AUDIT.summary())
                .isEqualTo(
                        "4 tensors compared in 3 checks: 2 passed, 1 at a kink, 1 failed, 1"
                                + " unchecked, 1 stopped at a value that is not finite. 2.3 s");
        assertThat(new Audit(List.of(Sample.GOOD), Duration.ZERO).summary())
                .isEqualTo(
                        "1 tensor compared in 1 check: 1 passed, 0 at a kink, 0 failed, 0"
                                + " unchecked.");
    }

    @Test
    void auditsTextEndsWithTheSummary() {
        assertThat(Sample.AUDIT.text())
                .startsWith("op gelu, fp32, seed 7\n")
                .endsWith("\n" + Sample.AUDIT.summary() + "\n");
    }

    /** The page but for its head is also XML. */
    private static Document page() throws Exception {
        String html = Sample.AUDIT.html();
        String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(body)));
    }

    @Test
    void pageHasARowForEachTensorWithItsVerdictInWords() throws Exception {
        NodeList rows = page().getElementsByTagName("tr");
        // heads of two tables, one row and four, and a remark
        assertThat(rows.getLength()).isEqualTo(8);
        assertThat(((Element) rows.item(5)).getAttribute("class")).isEqualTo("FAIL");
        assertThat(rows.item(5).getFirstChild().getTextContent()).isEqualTo("✗ FAIL");
        assertThat(rows.item(5).getChildNodes().item(1).getTextContent())
                .isEqualTo("a<b>.\"bias\", c");
    }

    @Test
    void pageNamesTheWrongStepAndTheBadValue() throws Exception {
        NodeList sentences = page().getElementsByTagName("p");
        assertThat(sentences.item(0).getTextContent()).isEqualTo(Sample.AUDIT.summary());
        assertThat(sentences.item(2).getTextContent()).isEqualTo(Sample.WRONG.toString());
        assertThat(sentences.item(4).getTextContent()).startsWith("x: the first value");
    }

    @Test
    void pageAsksForNothing() {
        Matcher matcher =
                Pattern.compile("(?i)https?:|src=|<link|@import|url\\(|<script")
                        .matcher(Sample.AUDIT.html());
        assertThat(matcher.find()).isFalse();
    }
}
