package dev.eventscope.desktop.workspace;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.eventscope.store.StoreUnreachable;

import static org.assertj.core.api.Assertions.assertThat;

class WorkspaceTest {

    private final Workspace workspace = Workspace.direct(Clock.systemUTC());

    @Test
    void a_failed_question_becomes_a_notice_in_the_words_of_the_store() {
        workspace.background().line().run(() -> unreachable()).then(_ -> {});

        assertThat(workspace.notices().all()).extracting(Notice::what).containsExactly("no connection: check the host");
    }

    @Test
    void the_same_notice_stands_once_and_newest_first() {
        workspace.notices().warning("first");
        workspace.notices().warning("second");
        workspace.notices().warning("first");

        assertThat(workspace.notices().all()).extracting(Notice::what).containsExactly("first", "second");
    }

    @Test
    void a_job_reports_and_ends_with_its_answer() {
        List<String> answers = new ArrayList<>();

        Job job = workspace.jobs().start("Dry-run", progress -> {
            progress.report(50, 100);
            return "done";
        }, answers::add);

        assertThat(answers).containsExactly("done");
        assertThat(job.stateProperty().get()).isEqualTo(Job.State.DONE);
        assertThat(job.detailProperty().get()).startsWith("50 in ");
        assertThat(workspace.jobs().all()).containsExactly(job);
    }

    @Test
    void a_job_that_fails_says_why_in_its_row_and_in_a_notice() {
        Job job = workspace.jobs().start("Dry-run", _ -> unreachable(), _ -> {});

        assertThat(job.stateProperty().get()).isEqualTo(Job.State.FAILED);
        assertThat(job.detailProperty().get()).isEqualTo("no connection: check the host");
        assertThat(workspace.notices().all()).extracting(Notice::what)
                .containsExactly("Dry-run: no connection: check the host");
    }

    @Test
    void selecting_what_is_selected_tells_nobody() {
        List<Selected> told = new ArrayList<>();
        workspace.selection().saga("s-1");
        workspace.selection().selectedProperty().addListener((_, _, now) -> told.add(now));

        workspace.selection().saga("s-1");

        assertThat(told).isEmpty();
    }

    private static String unreachable() {
        throw new StoreUnreachable("no connection: check the host", null);
    }
}
