package dev.eventscope.cli;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventscope.cli.Console.Run;
import dev.eventscope.saga.AuditFilter;
import dev.eventscope.saga.AuditLine;
import dev.eventscope.saga.AuditLog;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.log.Roles;
import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/// Whoever acts from the terminal does so in the operator's role and with its rights only, as in the window.
class ActingRoleTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String JOB = "00000000-0000-4000-8000-000000000001";

    @BeforeAll
    static void logins() {
        STORE.execute(Roles.script());
        for (String role : List.of("viewer", "operator", "service")) {
            STORE.execute("create role term_" + role + " login in role eventscope_" + role);
        }
    }

    @AfterAll
    static void drop() {
        STORE.execute("drop role if exists term_viewer, term_operator, term_service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"note 9c41f7e012 moved", "redrive sync-1 1 --reason why",
        "redrive sync-1 --mode pause --reason why", "redrive --where type:x --reason why", "jobs " + JOB + " --stop",
        "jobs " + JOB + " --resume"})
    void who_is_not_let_in_is_told_the_grant_and_the_try_is_in_the_audit(String verb) {
        int before = denied().size();

        Run service = as("term_service").run(verb.split(" "));
        Run viewer = as("term_viewer").run(verb.split(" "));

        assertThat(service.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(service.errors().lines()).singleElement().asString()
                .isEqualTo("eventscope: user 'term_service' may look at this store and not act on it; an owner can run:"
                        + " grant eventscope_operator to term_service");
        assertThat(denied()).hasSize(before + 1).last()
                .satisfies(line -> assertThat(line.entry().actor() + " " + line.entry().refusal())
                        .isEqualTo("term_service right_missing"));
        assertThat(viewer.exitCode()).as("who may write nothing leaves no row").isEqualTo(ExitCode.REFUSED);
        assertThat(viewer.errors().lines()).singleElement().asString()
                .endsWith("grant eventscope_operator to term_viewer");
    }

    @Test
    void an_operator_acts_and_the_audit_has_the_login() {
        Run note = as("term_operator").run("note", "9c41f7e012", "moved");

        assertThat(note.exitCode()).as(note.errors()).isZero();
        assertThat(new AuditLog(STORE.database()).after(0, AuditFilter.ALL, 100)).extracting(AuditLine::entry)
                .filteredOn(entry -> entry.action().equals("note"))
                .singleElement().satisfies(entry -> assertThat(entry.actor()).isEqualTo("term_operator"));
    }

    @Test
    void an_owner_has_no_more_rights_than_the_role() {
        STORE.execute("revoke execute on function eventscope.note_failure_group(uuid, text, text, text)"
                + " from eventscope_operator");

        Run note = new Console(STORE.spec()).run("note", "another", "moved");

        STORE.execute(Roles.script());
        assertThat(note.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(note.errors()).endsWith(
                "grant execute on function eventscope.note_failure_group(uuid,text,text,text) to eventscope_operator\n");
    }

    private static List<AuditLine> denied() {
        return new AuditLog(STORE.database()).after(0, new AuditFilter(null, null, false), 1_000);
    }

    private static Console as(String user) {
        ConnectionSpec owner = STORE.spec();
        return new Console(new ConnectionSpec(owner.host(), owner.port(), owner.database(), user, owner.tls()));
    }
}
