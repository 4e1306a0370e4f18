package dev.eventscope.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// The topics that are known to be there. A missing one is made with the broker's own defaults for partitions and replicas.
///
/// Threads: safe from any thread; blocks.
final class TopicCatalog implements AutoCloseable {

    /// Longer than the client takes to give up: this is for a client that has forgotten a question.
    private static final Duration MOST = Duration.ofSeconds(15);

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
        Admin asked = admin();
        try {
            make(asked, topic);
            known.add(topic);
            return Optional.empty();
        } catch (java.util.concurrent.TimeoutException e) {
            drop(asked);
            throw new BrokerFailed("topic " + topic + ": no answer for " + MOST.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            return switch (Objects.requireNonNullElse(e.getCause(), e)) {
                case TopicExistsException _ -> {
                    known.add(topic);
                    yield Optional.empty();
                }
                case InvalidTopicException refused -> Optional.of(refused);
                case PolicyViolationException refused -> Optional.of(refused);
                case AuthorizationException refused -> Optional.of(refused);
                case TimeoutException silent -> {
                    drop(asked);
                    throw new BrokerFailed("topic " + topic + ": " + silent.getMessage(), silent);
                }
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
    private static void make(Admin admin, String topic)
            throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException {
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get(MOST.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
            admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty()))).all()
                    .get(MOST.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /// A client whose own thread has ended says for ever that time is up: the next question goes to a new one.
    private void drop(Admin silent) {
        synchronized (this) {
            if (!Objects.equals(admin, silent)) {
                return;
            }
            admin = null;
        }
        silent.close(KafkaPublisher.CLOSE_WAIT);
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
