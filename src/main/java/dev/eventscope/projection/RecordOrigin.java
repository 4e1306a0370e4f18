package dev.eventscope.projection;

import java.util.HashSet;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.wire.KafkaRecords;
import dev.eventscope.wire.NotAnEvent;

/// Tells whose records a feed finds on a topic, by the epoch that each carries: several stores may publish to one broker.
///
/// Shape: a read model is made of one history: the one its generation is of, else the one it was told, else that of the
///        first record. What another store has published is passed over.
/// Threads: confined to the thread that consumes.
final class RecordOrigin {

    private static final Logger LOG = LoggerFactory.getLogger(RecordOrigin.class);

    private final Generations generations;
    private final String subscription;
    private final @Nullable String told;
    private final Set<String> others = new HashSet<>();
    private int handler;
    private @Nullable String ours;

    RecordOrigin(Generations generations, String subscription, @Nullable String told) {
        this.generations = generations;
        this.subscription = subscription;
        this.told = told;
    }

    /// Before records are taken into a generation.
    void begin(Generation live) {
        handler = live.handler();
        ours = live.checkpoint().epoch();
    }

    /// Whether a record is of the history that the generation is made of.
    ///
    /// Errors: [NotAnEvent] where it names no history. [HistoryDiverged] where it is of our store after a restore, a
    ///         promotion or a move to another server.
    boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        String epoch = KafkaRecords.epochOf(record)
                .orElseThrow(() -> new NotAnEvent(record, "it has no header '" + KafkaRecords.EPOCH + "'"));
        String expected = expected(epoch);
        if (epoch.equals(expected)) {
            return true;
        }
        if (storeOf(epoch).equals(storeOf(expected))) {
            throw HistoryDiverged.of(subscription,
                    "it is made of " + expected + ", the record at offset " + record.offset()
                            + " of " + record.topic() + "-" + record.partition() + " is of " + epoch);
        }
        if (others.add(epoch)) {
            LOG.warn("feed of {} from Kafka: {} also holds records of another store, {}; they are passed over",
                    subscription, record.topic(), epoch);
        }
        return false;
    }

    private String expected(String first) {
        String known = ours;
        if (known == null) {
            known = generations.pin(handler, told != null ? told : first);
            ours = known;
        }
        return known;
    }

    /// The last of an epoch's three parts.
    private static String storeOf(String epoch) {
        return epoch.substring(epoch.lastIndexOf('/') + 1);
    }
}
