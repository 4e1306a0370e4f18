package dev.eventscope.replay;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.event.EventHeader;
import dev.eventscope.event.Json;
import dev.eventscope.event.NewEvent;
import dev.eventscope.event.Payload;
import dev.eventscope.event.StreamId;
import dev.eventscope.store.log.AppendRequest;
import dev.eventscope.store.log.ExpectedVersion;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class ShapeScanTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void a_field_that_came_went_or_changed_its_kind_is_told_with_the_events_between() {
        append("Drifting", "{\"a\":1,\"old\":true,\"list\":[{\"x\":1}]}", "{\"a\":2,\"old\":false,\"list\":[]}",
                "{\"a\":\"3\",\"list\":[{\"x\":null}]}", "{\"a\":\"4\",\"new\":{},\"list\":[]}");

        ShapeScan scan = scan("Drifting");

        assertThat(scan.read()).isEqualTo(4);
        assertThat(scan.fields()).extracting(ShapeScanTest::line).containsExactly(
                "/a number 2/4 since null until 2 retyped", "/a text 2/4 since 3 until null retyped",
                "/list array 4/4 since null until null", "/list/* object 2/4 since null until 3",
                "/list/*/x null 1/4 since 3 until 3", "/list/*/x number 1/4 since null until 1",
                "/new object 1/4 since 4 until null", "/old boolean 2/4 since null until 2");
        assertThat(scan.fields()).filteredOn(field -> !field.drifts()).extracting(FieldShape::path)
                .containsExactly("/list");
    }

    @Test
    void many_batches_on_several_threads_give_the_same_as_one() {
        String[] payloads = new String[1_300];
        for (int i = 0; i < payloads.length; i++) {
            payloads[i] = Json.write(new Trees(i).object(2));
        }
        append("Many", payloads);

        try (ExecutorService workers = Executors.newFixedThreadPool(3)) {
            assertThat(ShapeScan.run(STORE.reader(), "Many", workers, DryRunPace.UNTHROTTLED)).isEqualTo(scan("Many"));
        }
    }

    @Test
    void ids_for_keys_are_bounded_and_counted() {
        String[] payloads = new String[60];
        for (int i = 0; i < payloads.length; i++) {
            StringBuilder keys = new StringBuilder("{\"k").append(i).append("\":0");
            for (int j = 1; j < 50; j++) {
                keys.append(",\"k").append(i).append('-').append(j).append("\":0");
            }
            payloads[i] = keys.append('}').toString();
        }
        append("Keyed", payloads);

        ShapeScan scan = scan("Keyed");

        assertThat(scan.fields()).hasSize(ShapeTally.MAX_FIELDS);
        assertThat(scan.forgotten()).isEqualTo(1_000);
    }

    private static ShapeScan scan(String type) {
        return ShapeScan.run(STORE.reader(), type, Runnable::run, DryRunPace.UNTHROTTLED);
    }

    private static String line(FieldShape field) {
        return field.path() + " " + field.kind() + " " + field.events() + "/" + field.all() + " since "
                + version(field.since()) + " until " + version(field.until()) + (field.retyped() ? " retyped" : "");
    }

    private static Long version(EventHeader event) {
        return event == null ? null : event.version();
    }

    private static void append(String type, String... payloads) {
        STORE.appender().append(AppendRequest.of(new StreamId("shape-" + type), ExpectedVersion.any(),
                List.of(payloads).stream().map(payload -> NewEvent.of(type, Payload.json(payload)))
                        .toArray(NewEvent[]::new)));
    }
}
