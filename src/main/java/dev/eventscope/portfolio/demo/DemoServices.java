package dev.eventscope.portfolio.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.outbox.Relay;
import dev.eventscope.outbox.RelaySettings;
import dev.eventscope.projection.Subscription;
import dev.eventscope.store.StoreUnreachable;
import dev.eventscope.telemetry.StoreTelemetry;
import dev.eventscope.telemetry.Telemetry;
import dev.eventscope.telemetry.TelemetrySetting;

/// The services of the demo store, inside `demo` or the desktop: they start sagas for new requests, run their
/// steps, and keep the read side.
///
/// Shape: of all processes on one data folder one runs them; the others stand by and take over when it ends. All of them
///        look after the server, see [ServerGuard].
/// Threads: takes some fifteen threads of the executor until closed; platform threads are meant.
public final class DemoServices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoServices.class);
    private static final Duration STAND_BY = Duration.ofSeconds(1);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(15);

    private final ServerGuard guard;
    private final SyncServices.Setting setting;
    private final Map<String, String> environment;
    private final Executor executor;
    private final @Nullable String kafka;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private DemoServices(ServerGuard guard, SyncServices.Setting setting, Map<String, String> environment,
            Executor executor, @Nullable String kafka) {
        this.guard = guard;
        this.setting = setting;
        this.environment = environment;
        this.executor = executor;
        this.kafka = kafka;
    }

    static DemoServices start(ServerGuard guard, SyncServices.Setting setting, Map<String, String> environment,
            Executor executor, @Nullable String kafka) {
        DemoServices services = new DemoServices(guard, setting, environment, executor, kafka);
        guard.startOn(executor);
        executor.execute(services::live);
        return services;
    }

    /// Stops them, waiting for the steps that run.
    @Override
    public void close() {
        closing.countDown();
        guard.close();
        try {
            if (!ended.await(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("demo services: still at work at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        try {
            boolean served = false;
            while (!served && closing.getCount() > 0) {
                served = tryToServe();
                if (!served) {
                    boolean _ = closing.await(STAND_BY.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (IOException e) {
            LOG.error("demo services cannot run: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /// As [#serve()], but where the server goes while they begin, it is as if they had not begun.
    private boolean tryToServe() throws IOException, InterruptedException {
        try {
            return serve();
        } catch (StoreUnreachable e) {
            LOG.warn("demo services begin again in a moment: {}", e.getMessage());
            return false;
        }
    }

    /// Runs them until closed; answers at once where another process does.
    private boolean serve() throws IOException, InterruptedException {
        Optional<FileGuard> taken = FileGuard.tryTake(setting.files().servicesLock());
        if (taken.isEmpty()) {
            return false;
        }
        try (FileGuard _ = taken.get();
                StoreTelemetry telemetry = StoreTelemetry.start(setting.database(),
                        TelemetrySetting.of("eventscope-demo", setting.clock(), environment), executor);
                SyncServices services = new SyncServices(setting, telemetry, executor);
                ReadSide _ = new ReadSide(readSide(telemetry), kafka, executor);
                Relay _ = relay(telemetry)) {
            services.trigger().startOn(executor);
            closing.await();
        }
        return true;
    }

    /// None where no broker is named: events stay pending then.
    private @Nullable Relay relay(Telemetry telemetry) {
        return kafka == null
                ? null
                : Relay.start(setting.database(), RelaySettings.to(kafka), executor, setting.clock(), telemetry);
    }

    private Subscription.Setting readSide(Telemetry telemetry) {
        return new Subscription.Setting(setting.database(), setting.reader(), setting.database(),
                "demo-" + ProcessHandle.current().pid(), telemetry);
    }
}
