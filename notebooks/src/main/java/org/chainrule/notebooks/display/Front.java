package org.chainrule.notebooks.display;

import java.util.function.Supplier;

/** Where values are shown. */
public interface Front {

    /** A place whose contents change while something runs. */
    interface Live {
        /** Shows this instead of what was shown before; it is made only where it is seen. */
        void update(Supplier<Bundle> bundle);

        /** Shows this instead, for good. */
        void finish(Bundle bundle);
    }

    /** Shows a value, after all that was printed or shown before. */
    void show(Bundle bundle);

    /** A new place, which is empty until the first update. */
    Live live();

    /** The notebook of the Java kernel that runs this, or the standard output. */
    static Front here() {
        return Kernel.running().<Front>map(KernelFront::new).orElseGet(TextFront::new);
    }
}
