package org.chainrule.notebooks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Notebooks run with the JDK alone. */
class JShellExecutionTest {
    private static Cell cell(String source, String... tags) {
        return new Cell("id", true, source, List.of(tags), List.of());
    }

    private static List<List<Output>> run(Cell... cells) {
        Notebook run = new JShellExecution().run(new Notebook(List.of(cells)));
        return IntStream.range(0, cells.length)
                .mapToObj(i -> run.cells().get(i).outputs())
                .toList();
    }

    @Test
    void cellsGoOnWithWhatEarlierOnesDeclared() {
        assertThat(
                        run(
                                cell("import static org.chainrule.notebooks.Show.*;\nint x = 20;"),
                                cell("int twice(int a) {\n    return 2 * a;\n}\nx = twice(x);"),
                                cell(
                                        "for (int i = 0; i < 2; i++) {\n    show(x + i, i);\n}\nsay(\"%.1f\", 0.5)")))
                .last()
                .isEqualTo(List.of(Output.stream("stdout", "40\n0\n41\n1\n0.5\n")));
    }

    @Test
    void exceptionEndsTheRun() {
        assertThat(run(cell("int a = 1 / 0;"), cell("System.out.println(2);")))
                .containsExactly(
                        List.of(Output.error("java.lang.ArithmeticException", "/ by zero")),
                        List.of());
    }

    @Test
    void missingImportNamesWhatIsUnknown() {
        Output error = run(cell("var net = Net.features(2);")).get(0).get(0);
        assertThat(error.name()).isEqualTo("CompilerException");
        assertThat(error.text())
                .contains("cannot find symbol", "variable Net", "in: var net = Net.features(2);");
        assertThat(run(cell("Missing f() { return null; }\nf();")).get(0).get(0).isError())
                .isTrue();
        assertThat(run(cell("int a = (3;")).get(0).get(0).isError()).isTrue();
        assertThat(run(cell("void f() {")).get(0).get(0).isError()).isTrue();
    }

    @Test
    void cellThatIsMeantToFailDoesNotEndTheRun() {
        List<List<Output>> outputs =
                run(
                        cell("import org.chainrule.dsl.*;"),
                        cell("Net.features(4).dense(8).residual(r -> r.dense(9));", Cell.RAISES),
                        cell("System.out.print(3);"));
        assertThat(outputs.get(1))
                .containsExactly(
                        Output.error(
                                "org.chainrule.dsl.error.ChainruleException",
                                "network: the body of a residual must keep the shape (batch, width 8),"
                                        + " but gives (batch, width 9). End the body with a layer"
                                        + " that restores it."));
        assertThat(outputs.get(2)).containsExactly(Output.stream("stdout", "3"));
    }
}
