package dev.eventscope.portfolio.demo;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.portfolio.content.ContentProjector;
import dev.eventscope.portfolio.content.ContentReadModel;
import dev.eventscope.projection.KafkaFeed;
import dev.eventscope.projection.Projection;
import dev.eventscope.projection.Subscription;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.StoreUnreachable;
import dev.eventscope.upcast.Upcasts;

/// The read side of the demo store, kept up to date from the store, or from Kafka where a broker is named. Where its
/// tables cannot be made, the other services run without it.
///
/// Errors: [StoreUnreachable] when the server goes while it begins: then it may be tried again.
final class ReadSide implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadSide.class);

    private @Nullable Subscription fromStore;
    private @Nullable KafkaFeed fromKafka;

    ReadSide(Subscription.Setting setting, @Nullable String kafka, Executor executor) {
        if (!isReady(setting)) {
            return;
        }
        Projection content = new ContentProjector(Upcasts.installed("native")).projection();
        if (kafka == null) {
            fromStore = new Subscription(content, setting);
        } else {
            fromStore = Subscription.rebuilding(content, setting);
            fromKafka = new KafkaFeed(content, KafkaFeed.Setting.beside(setting.store(), kafka, setting.telemetry()));
            fromKafka.startOn(executor);
        }
        fromStore.startOn(executor);
    }

    @Override
    public void close() {
        if (fromKafka != null) {
            fromKafka.close();
        }
        if (fromStore != null) {
            fromStore.close();
        }
    }

    private static boolean isReady(Subscription.Setting setting) {
        try {
            ContentReadModel.migrate(setting.effects());
            return true;
        } catch (StoreUnreachable e) {
            throw e; // it may be back in a moment
        } catch (StoreException e) {
            LOG.error("the read side does not run: {}", e.getMessage());
            return false;
        }
    }
}
