package org.chainrule.datasets.images;

import java.util.List;
import org.chainrule.datasets.Examples;

/** Examples that are others in another form; number, classes and targets stay. */
interface ChangedExamples extends Examples {
    /** The others. */
    Examples all();

    @Override
    default String name() {
        return all().name();
    }

    @Override
    default int count() {
        return all().count();
    }

    @Override
    default long[] shape() {
        return all().shape();
    }

    @Override
    default List<String> classes() {
        return all().classes();
    }

    @Override
    default double target(int index) {
        return all().target(index);
    }
}
