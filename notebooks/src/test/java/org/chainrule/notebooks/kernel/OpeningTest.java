package org.chainrule.notebooks.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order in which channels are opened. */
class OpeningTest {
    private final List<String> events = new ArrayList<>();

    /** With the fields and methods of the kernel's that are used. */
    @SuppressWarnings("unused") // by reflection
    public final class Channels {
        private final Channel iopub = new Channel("iopub");
        private final Channel shell = new Channel("shell");
        private final Channel control = new Channel("control");
        private Set<Channel> channels = Set.of(iopub, shell, control);
        private final String connProps = "ports";

        /** Opens channels, and then says what answers requests. */
        public void connect(String kernel) {
            channels.forEach(channel -> channel.bind(connProps));
            events.add("answers of " + kernel);
        }

        /** Waits. */
        public void joinUntilClose() {
            events.add(channels.size() + " to close");
        }
    }

    /** One of them. */
    public final class Channel {
        private final String name;

        private Channel(String name) {
            this.name = name;
        }

        /** Opens it. */
        public void bind(String ports) {
            events.add(name + " at " + ports);
        }
    }

    @Test
    void requestsComeInOnceTheyCanBeAnswered() throws Exception {
        new Opening("kernel").serve(new Channels());
        assertThat(events)
                .containsExactly(
                        "iopub at ports",
                        "answers of kernel",
                        "shell at ports",
                        "control at ports",
                        "3 to close");
    }

    @Test
    void anotherKernelIsRefusedBeforeAnythingIsOpened() {
        assertThatThrownBy(() -> new Opening(1).serve(new Channels()))
                .isInstanceOf(NoSuchMethodException.class);
        assertThat(events).isEmpty();
    }
}
