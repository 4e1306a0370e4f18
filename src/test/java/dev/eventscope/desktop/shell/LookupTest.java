package dev.eventscope.desktop.shell;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.desktop.Story;
import dev.eventscope.desktop.shell.Lookup.Found;
import dev.eventscope.event.EventHeader;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class LookupTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static UUID failedStep;

    @BeforeAll
    static void write() {
        failedStep = Story.writeTo(STORE.appender());
    }

    @Test
    void the_beginning_of_an_event_id_finds_the_event() {
        EventHeader event = STORE.reader().findEvent(failedStep.toString()).orElseThrow().header();

        assertThat(lookup().find(failedStep.toString().substring(0, 13)))
                .contains(new Found.Event(event, "event id"));
    }

    @Test
    void a_number_is_a_position_also_with_commas() {
        assertThat(lookup().find("7")).first()
                .isInstanceOfSatisfying(Found.Event.class,
                        event -> assertThat(event.header().type()).isEqualTo("StepFailed"));
        assertThat(lookup().find("9,999")).isEmpty();
    }

    @Test
    void a_part_of_a_name_finds_streams() {
        assertThat(lookup().find("docs/")).extracting(found -> ((Found.Stream) found).stream().stream())
                .containsExactly(Story.OUTBOX, Story.SAGAS);
    }

    @Test
    void a_stream_with_a_version_is_that_version() {
        assertThat(lookup().find("sync-7f31@2")).contains(new Found.Version(Story.SYNC, 2));
        assertThat(lookup().find("no-such-stream@2")).isEmpty();
    }

    @Test
    void a_correlation_is_found_by_its_beginning() {
        String correlation = STORE.reader().findEvent(failedStep.toString()).orElseThrow().header().correlationId();

        assertThat(lookup().find(correlation.substring(0, 8))).contains(new Found.Correlation(correlation));
    }

    @Test
    void a_time_is_the_first_event_recorded_then_or_later() {
        EventHeader third = STORE.reader().findEvent(failedStep.toString()).orElseThrow().header();
        Instant time = third.recordedAt();

        assertThat(lookup().findAtOrAfter(time)).contains(third);
        assertThat(lookup().findAtOrAfter(Instant.EPOCH).orElseThrow().order().position()).isEqualTo(1);
        assertThat(lookup().findAtOrAfter(time.plusSeconds(60))).isEmpty();
    }

    private static Lookup lookup() {
        return new Lookup(STORE.reader());
    }
}
