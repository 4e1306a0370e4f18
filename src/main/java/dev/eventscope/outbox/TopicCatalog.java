package dev.eventscope.outbox;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// The topics that are known to be there. A missing one is made with the broker's own defaults for partitions and replicas.
///
/// Threads: safe from any thread; blocks.
final class TopicCatalog implements AutoCloseable {

    private final String bootstrap;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private @Nullable Admin admin;

    TopicCatalog(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /// Why events cannot go to this topic at all; empty where it is there now.
    ///
    /// Errors: [BrokerFailed].
    Optional<Exception> refusal(String topic) {
        if (known.contains(topic)) {
            return Optional.empty();
        }
        try {
            make(topic);
            known.add(topic);
            return Optional.empty();
        } catch (ExecutionException e) {
            return switch (Objects.requireNonNullElse(e.getCause(), e)) {
                case TopicExistsException _ -> {
                    known.add(topic);
                    yield Optional.empty();
                }
                case InvalidTopicException refused -> Optional.of(refused);
                case PolicyViolationException refused -> Optional.of(refused);
                case AuthorizationException refused -> Optional.of(refused);
                case Throwable other -> throw new BrokerFailed("topic " + topic + ": " + other.getMessage(), other);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerFailed("interrupted", e);
        }
    }

    /// For after a failure: a topic may have been deleted meanwhile.
    void forget() {
        known.clear();
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(KafkaPublisher.CLOSE_WAIT);
            admin = null;
        }
    }

    // Asked for first: whoever runs the broker may have made it, and not let us make any.
    private void make(String topic) throws ExecutionException, InterruptedException {
        try {
            admin().describeTopics(List.of(topic)).allTopicNames().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
            admin().createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty()))).all().get();
        }
    }

    private synchronized Admin admin() {
        Admin open = admin;
        if (open == null) {
            open = KafkaPublisher.connecting(bootstrap, () -> Admin.create(Map.of("bootstrap.servers", bootstrap,
                    "request.timeout.ms", 5_000, "default.api.timeout.ms", 10_000, "client.id", "eventscope-relay")));
            admin = open;
        }
        return open;
    }
}
