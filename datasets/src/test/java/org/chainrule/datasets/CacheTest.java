package org.chainrule.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheTest {
    private static final Path HOME = Path.of("home").toAbsolutePath();
    private static final String CHOSEN = Path.of("chosen").toAbsolutePath().toString();
    private static final String XDG = Path.of("xdg").toAbsolutePath().toString();
    private static final String LOCAL = Path.of("local").toAbsolutePath().toString();

    @Test
    void liesInTheHomeFolderByDefault() {
        assertFolder("Linux", Map.of(), HOME.resolve(".cache/chainrule"));
        assertFolder("Mac OS X", Map.of(), HOME.resolve(".cache/chainrule"));
        assertFolder("Windows 11", Map.of(), HOME.resolve(".cache/chainrule"));
    }

    @Test
    void theVariableComesFirst() {
        var all = Map.of("CHAINRULE_CACHE", CHOSEN, "XDG_CACHE_HOME", XDG, "LOCALAPPDATA", LOCAL);
        assertFolder("Linux", all, Path.of(CHOSEN));
        assertFolder("Windows 11", all, Path.of(CHOSEN));
    }

    @Test
    void honoursXdgCacheHomeExceptOnWindows() {
        var both = Map.of("XDG_CACHE_HOME", XDG, "LOCALAPPDATA", LOCAL);
        assertFolder("Linux", both, Path.of(XDG, "chainrule"));
        assertFolder("Mac OS X", both, Path.of(XDG, "chainrule"));
        assertFolder("Windows 11", both, Path.of(LOCAL, "chainrule"));
    }

    @Test
    void emptyVariablesCountAsUnset() {
        assertFolder(
                "Linux",
                Map.of("CHAINRULE_CACHE", "", "XDG_CACHE_HOME", ""),
                HOME.resolve(".cache/chainrule"));
    }

    @Test
    void ignoresRelativeXdgCacheHomeAsItsSpecificationSays() {
        assertFolder("Linux", Map.of("XDG_CACHE_HOME", "cache"), HOME.resolve(".cache/chainrule"));
    }

    @Test
    void folderIsAbsolute() {
        assertFolder("Linux", Map.of("CHAINRULE_CACHE", "a/../b"), Path.of("b").toAbsolutePath());
    }

    @Test
    void rejectsAVariableThatIsNoPath() {
        assumeTrue(Path.of("x").getFileSystem().getSeparator().equals("/"), "a POSIX path");
        assertThatThrownBy(() -> Cache.of(Map.of("CHAINRULE_CACHE", "a\0b"), "Linux", HOME))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "environment variable CHAINRULE_CACHE: must name a folder, but \"a\0b\" is"
                                + " not a path. Set it to a folder, or unset it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "a/b", "a\\b", ".hidden", "c:x"})
    void rejectsNamesThatAreNotPlain(String name) {
        assertThatThrownBy(() -> new Cache(HOME).file(name))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        "cache: a file name must be letters, digits, '.', '_' and '-', but it is"
                                + " \"%s\". Leave out folders and a leading dot.".formatted(name));
    }

    private static void assertFolder(
            String operatingSystem, Map<String, String> environment, Path folder) {
        assertThat(Cache.of(environment, operatingSystem, HOME).folder()).isEqualTo(folder);
    }
}
