package dev.eventscope.desktop.timeline;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.eventscope.desktop.timeline.draw.Sight.Span;
import dev.eventscope.desktop.timeline.model.Axis;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineLinkTest {

    private static final Instant NOW = Instant.parse("2026-03-04T11:02:07Z");

    @Test
    void a_link_leads_back_to_what_it_was_made_of() {
        TimelineLink link = new TimelineLink("type:StepFailed", Axis.Kind.TIME,
                new Span(1_772_622_126_000_000.0, 1_772_622_127_500_000.0));

        assertThat(link.words()).isEqualTo(Map.of("filter", "type:StepFailed", "from", "2026-03-04T11:02:06Z", "to",
                "2026-03-04T11:02:07.500Z"));
        assertThat(TimelineLink.of(link.words(), NOW)).isEqualTo(link);
    }

    @Test
    void a_link_along_another_axis_names_no_times() {
        TimelineLink link = new TimelineLink("", Axis.Kind.CAUSAL, null);

        assertThat(link.words()).isEqualTo(Map.of("axis", "causal"));
        assertThat(TimelineLink.of(link.words(), NOW)).isEqualTo(link);
    }

    @Test
    void words_that_are_not_ours_leave_the_view_as_at_first() {
        Map<String, String> words = Map.of("axis", "sideways", "from", "the day before", "to", "2026-03-04T11:02:06Z");

        assertThat(TimelineLink.of(words, NOW)).isEqualTo(new TimelineLink("", Axis.Kind.TIME, null));
    }
}
