package dev.eventscope.portfolio.demo;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.portfolio.content.ContentProjector;
import dev.eventscope.portfolio.content.ContentReadModel;
import dev.eventscope.projection.Subscription;
import dev.eventscope.store.StoreException;
import dev.eventscope.upcast.Upcasts;

/// The read side of the demo store, kept up to date. Where its tables cannot be made, the other services run without it.
final class ReadSide implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadSide.class);

    private final @Nullable Subscription content;

    ReadSide(Subscription.Setting setting, Executor executor) {
        this.content = isReady(setting)
                ? new Subscription(new ContentProjector(Upcasts.installed("native")).projection(), setting)
                : null;
        if (content != null) {
            content.startOn(executor);
        }
    }

    @Override
    public void close() {
        if (content != null) {
            content.close();
        }
    }

    private static boolean isReady(Subscription.Setting setting) {
        try {
            ContentReadModel.migrate(setting.effects());
            return true;
        } catch (StoreException e) {
            LOG.error("the read side does not run: {}", e.getMessage());
            return false;
        }
    }
}
