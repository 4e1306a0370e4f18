package dev.eventscope.projection;

import java.time.Duration;
import java.util.concurrent.Executors;

import dev.eventscope.store.Access;
import dev.eventscope.store.OpenStore;
import dev.eventscope.testkit.ChildProcess;
import dev.eventscope.testkit.TestStore;

/// Runs the subscription of a [Ledger] in a process of its own until it is killed. Arguments: port, database, ledger.
final class OwnerMain {

    private OwnerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        ChildProcess.endWithParent();
        dev.eventscope.store.ConnectionSpec spec = new dev.eventscope.store.ConnectionSpec("localhost",
                Integer.parseInt(arguments[0]), arguments[1], "postgres",
                dev.eventscope.store.ConnectionSpec.TlsMode.DISABLE);
        OpenStore store = TestStore.open(spec, Access.READ_WRITE);
        Ledger ledger = Ledger.of(store.database(), arguments[2]);
        Subscription subscription = new Subscription(ledger.projection(),
                Subscription.Setting.of(store, "child-" + ProcessHandle.current().pid()),
                new Subscription.Timing(Duration.ofMillis(5), Duration.ofSeconds(1), RetryPolicy.USUAL));
        subscription.startOn(Executors.newCachedThreadPool());
        System.out.println("started");
        Thread.currentThread().join();
    }
}
