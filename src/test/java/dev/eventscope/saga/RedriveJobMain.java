package dev.eventscope.saga;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import dev.eventscope.store.Access;
import dev.eventscope.store.ConnectionSpec;
import dev.eventscope.store.Database;
import dev.eventscope.store.Passwords;
import dev.eventscope.testkit.ChildProcess;

/// An inspector that drives a job in a process of its own, so that it can be killed: URL, job, group. Says each outcome.
final class RedriveJobMain {

    private RedriveJobMain() {}

    public static void main(String[] arguments) {
        ChildProcess.endWithParent();
        UUID job = UUID.fromString(arguments[1]);
        try (Database database = Database.open(ConnectionSpec.parse(arguments[0], "postgres"), Access.READ_WRITE,
                Passwords.none())) {
            new RedriveJobs(database).start(job,
                    new RedrivePlanner(database).ofGroup(arguments[2]).plan(RedriveRequest.Mode.RETRY),
                    new Pace(List.of(1, 5), 100, 0.2), Why.because("remote is back"), "ann");
            System.out.println("started");
            new JobDriver(database, Clock.systemUTC(), "ann", item -> System.out.println("outcome " + item.sagaId()))
                    .drive(job);
            System.out.println("ended");
        }
    }
}
