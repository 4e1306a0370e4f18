package dev.eventscope.saga;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.eventscope.store.Database;
import dev.eventscope.store.RightMissing;
import dev.eventscope.store.Row;
import dev.eventscope.store.StoreException;

/// The role in which a person acts on a store: it reads, and calls the functions that act and leave their trace in the
/// audit. Nothing else is allowed to it, whoever the user is.
public final class OperatorRole {

    public static final String NAME = "eventscope_operator";

    private static final String RIGHTS = """
            select current_user as me, r.oid is not null as made, coalesce(pg_has_role(r.oid, 'member'), false) as member,
                   array(select p.oid::regprocedure::text from pg_proc p
                         where p.pronamespace = 'eventscope'::regnamespace
                           and p.proname in ('redrive_step', 'note_failure_group', 'plan_redrive_job', 'drive_redrive_job',
                                             'end_redrive_job', 'settle_redrive_job', 'record_arming')
                           and not has_function_privilege(r.oid, p.oid, 'execute') order by 1) as missing
            from (select) one
            left join pg_roles r on r.rolname = ?""";

    private record Rights(String user, boolean made, boolean member, List<String> missing) {

        static Rights of(Row row) {
            return new Rights(row.string("me"), row.booleanValue("made"), row.booleanValue("member"),
                    row.strings("missing"));
        }
    }

    private OperatorRole() {}

    /// The same store as `actor` may act on it, for so long; zero for one command.
    ///
    /// Errors: [RightMissing] with the GRANT to run, where the role, a membership or a right is missing; the audit has the
    ///         try where the user may write it, else the server's log.
    /// Threads: blocks.
    public static Database acting(Database writable, String actor, Duration span) {
        Optional<String> missing = missing(writable);
        if (missing.isPresent()) {
            throw denied(writable, actor, span, missing.get());
        }
        return writable.asRole(NAME);
    }

    private static RightMissing denied(Database writable, String actor, Duration span, String sentence) {
        RightMissing denied = new RightMissing(sentence, null);
        try {
            new ArmingLog(writable).record(UUID.randomUUID(), writable.spec().database(), actor, span, "right_missing");
        } catch (StoreException notEvenThat) {
            denied.addSuppressed(notEvenThat);
        }
        return denied;
    }

    private static Optional<String> missing(Database database) {
        Rights rights = database.read(tx -> tx.query(RIGHTS, Rights::of, NAME)).getFirst();
        String grant = "grant " + NAME + " to " + quoted(rights.user());
        if (!rights.made()) {
            return Optional.of("this server has no role " + NAME
                    + ": an administrator runs what 'eventscope init --print-roles' prints, then " + grant);
        }
        if (!rights.member()) {
            return Optional
                    .of("user '" + rights.user() + "' may look at this store and not act on it; an owner can run: "
                            + grant);
        }
        return rights.missing().isEmpty()
                ? Optional.empty()
                : Optional.of("the role " + NAME + " lacks a right; an owner can run: grant execute on function "
                        + String.join(", ", rights.missing()) + " to " + NAME);
    }

    private static String quoted(String user) {
        return user.matches("[a-z_][a-z0-9_]*") ? user : '"' + user.replace("\"", "\"\"") + '"';
    }
}
