package org.chainrule.dsl.catalogue;

/** What a package may hold of a kind. */
public final class Things {
    private Things() {}

    /** The kind. */
    public interface Thing {}

    /** One that users may have, with all there is to say. */
    @Teaches(
            meaning = "a plain thing",
            formula = "x + 1",
            rows = {"B1", "B2"})
    public record PlainThing() implements Thing {}

    /** One that says no formula and covers nothing. */
    @Teaches(meaning = "a quiet thing")
    public record QuietThing() implements Thing {}

    /** One that says nothing. */
    public record SilentThing() implements Thing {}

    /** One that only other things begin from. */
    public abstract static class HalfThing implements Thing {}

    /** One that is the library's own business. */
    record HiddenThing() implements Thing {
        /** And so is this, however public. */
        public record Inner() implements Thing {}
    }
}
