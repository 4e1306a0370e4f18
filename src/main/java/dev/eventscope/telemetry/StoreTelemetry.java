package dev.eventscope.telemetry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.store.AppendWatch;
import dev.eventscope.store.Database;
import dev.eventscope.store.StoreException;

/// Telemetry that is written into the store that it is about, and to a collector where one is named.
///
/// Shape: what has ended waits in memory, within bounds, and is written about once a second by one thread. Figures that
///        could not be written wait for the next time; spans that could not are counted as dropped. Spans that are too old go
///        at the start, and now and then from then on, also while no new one comes.
/// Errors: none reaches whoever is watched; trouble is logged once until it is over.
/// Threads: safe from any thread; takes one thread of the executor until closed.
public final class StoreTelemetry implements Telemetry, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreTelemetry.class);
    private static final int BATCH = 1_024;
    private static final int FLUSHES_BETWEEN_FORGETTING = 60;
    private static final int SPANS_BETWEEN_FORGETTING = 20_000;
    /// Spans also grow old while no new one comes: looked at so often within the time that they are kept for.
    private static final int LOOKS_AT_AGE = 100;
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Database database;
    private final TelemetrySetting setting;
    private final BoundedSpans spans;
    private final HandlingCounts counts = new HandlingCounts();
    private final StoreSpanExporter exporter;
    private final SdkTracerProvider provider;
    private final Spans tracing;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong written = new AtomicLong();
    private final long flushesOfAge;
    private boolean troubled;
    private long flushes;
    private long sinceForgotten;

    private StoreTelemetry(Database database, TelemetrySetting setting) {
        this.database = database;
        this.setting = setting;
        this.spans = new BoundedSpans(setting.queue());
        this.exporter = new StoreSpanExporter(database, setting.keptSpans(), setting.keptFor());
        this.flushesOfAge = Math.max(1, setting.keptFor().dividedBy(LOOKS_AT_AGE).dividedBy(setting.flushEvery()));
        SdkTracerProviderBuilder builder = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), setting.service())))
                .addSpanProcessor(spans);
        Otlp.processor(setting.environment()).ifPresent(builder::addSpanProcessor);
        this.provider = builder.build();
        Tracer tracer = provider.get("dev.eventscope");
        this.tracing = new Spans(tracer, counts, setting.clock());
    }

    /// Starts at once. `database` is written to as nobody in particular.
    public static StoreTelemetry start(Database database, TelemetrySetting setting, Executor executor) {
        StoreTelemetry telemetry = new StoreTelemetry(database, setting);
        executor.execute(telemetry::work);
        return telemetry;
    }

    @Override
    public Traced begin(Handling handling) {
        return tracing.begin(handling);
    }

    @Override
    public AppendWatch appends() {
        return tracing;
    }

    /// Spans and handlings that were lost because more came than could be written, or because they could not be.
    public long dropped() {
        return spans.dropped() + counts.dropped();
    }

    /// Spans that are in the store.
    public long written() {
        return written.get();
    }

    /// Writes what is still to be written, for at most five seconds.
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!ended.await(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("telemetry: still writing at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        provider.shutdown().join(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void work() {
        try {
            boolean last = false;
            while (!last) {
                last = closing.await(setting.flushEvery().toMillis(), TimeUnit.MILLISECONDS);
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void flush() {
        try {
            flushFigures();
            flushSpans();
            forget();
            if (troubled) {
                troubled = false;
                LOG.info("telemetry: is written again; {} dropped so far", dropped());
            }
        } catch (RuntimeException e) {
            if (!troubled) {
                troubled = true;
                LOG.warn("telemetry: {}", e.getMessage());
            }
        }
    }

    private void flushFigures() {
        Map<HandlingKey, HandlingFigures> taken = counts.take();
        if (taken.isEmpty()) {
            return;
        }
        try {
            database.write(tx -> {
                HandlingRows.write(tx, taken);
                return null;
            });
        } catch (StoreException e) {
            taken.forEach(counts::add);
            throw e;
        }
    }

    private void flushSpans() {
        for (List<SpanData> batch = spans.take(BATCH); !batch.isEmpty(); batch = spans.take(BATCH)) {
            var result = exporter.export(batch);
            if (!result.isSuccess()) {
                spans.lose(batch.size());
                throw new StoreException("spans could not be written: "
                        + (result.getFailureThrowable() == null ? "" : result.getFailureThrowable().getMessage()));
            }
            written.addAndGet(batch.size());
            sinceForgotten += batch.size();
        }
    }

    private void forget() {
        boolean mayBeOld = flushes++ % flushesOfAge == 0;
        boolean due = flushes % FLUSHES_BETWEEN_FORGETTING == 0 || sinceForgotten >= SPANS_BETWEEN_FORGETTING
                || closing.getCount() == 0;
        if (mayBeOld || (due && sinceForgotten > 0)) {
            sinceForgotten = 0;
            exporter.forget();
        }
    }
}
