package dev.eventscope.wire;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A Kafka record that no relay of ours has written, or that was damaged. Says where it stands and what is wrong.
public final class NotAnEvent extends RuntimeException {

    private final String topic;
    private final int partition;
    private final long offset;

    public NotAnEvent(ConsumerRecord<?, ?> record, String why) {
        super("the record at offset " + record.offset() + " of " + record.topic() + "-" + record.partition()
                + " is not an event: " + why);
        this.topic = record.topic();
        this.partition = record.partition();
        this.offset = record.offset();
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }
}
