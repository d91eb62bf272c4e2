package org.chainrule.notebooks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may depend on what, over all modules. */
class ArchitectureTest {

    /** The modules, each with those that it may use. */
    private static final Map<String, Set<String>> USES =
            Map.of(
                    "dsl", Set.of(),
                    "datasets", Set.of("dsl"),
                    "models", Set.of("dsl"),
                    "trainers", Set.of("dsl", "datasets", "models"),
                    "notebooks", Set.of("dsl", "datasets", "models", "trainers"));

    private static final List<String> MODULES = USES.keySet().stream().sorted().toList();

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.chainrule");
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void moduleUsesOnlyTheModulesBelowIt(String module) {
        String[] others =
                MODULES.stream()
                        .filter(other -> !other.equals(module) && !USES.get(module).contains(other))
                        .map(ArchitectureTest::packageOf)
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(packageOf(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true) // a module may hold no class yet
                .check(classes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "algebra",
                "classroom",
                "graph",
                "ops",
                "layers",
                "losses",
                "metrics",
                "optimizers",
                "schedules",
                "initializers",
                "descent",
                "eval",
                "ledger",
                "catalogue",
                "script",
                "notation",
                "symbolic",
                "probability",
                "information",
                "error"
            })
    void mathematicsKnowsNothingOfDjl(String part) {
        noClasses()
                .that()
                .resideInAPackage("org.chainrule.dsl." + part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .allowEmptyShould(true) // a part may hold no class yet
                .check(classes);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("org.chainrule.(*).(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void nothingUsesKotlin() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kotlin..", "kotlinx..")
                .check(classes);
    }

    private static String packageOf(String module) {
        return "org.chainrule." + module + "..";
    }
}
