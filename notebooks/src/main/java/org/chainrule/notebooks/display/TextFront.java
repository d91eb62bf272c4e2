package org.chainrule.notebooks.display;

import java.util.function.Supplier;

/**
 * The standard output, as in jshell: values are shown as text, with an empty line below one of
 * several lines, and what changes once it is done.
 */
final class TextFront implements Front {
    @Override
    public void show(Bundle bundle) {
        System.out.println(bundle.text());
        if (bundle.text().contains("\n")) {
            System.out.println();
        }
    }

    @Override
    public Live live() {
        return new Live() {
            @Override
            public void update(Supplier<Bundle> bundle) {
                // only what stays is printed
            }

            @Override
            public void finish(Bundle bundle) {
                show(bundle);
            }
        };
    }
}
