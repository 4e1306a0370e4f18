package dev.eventscope.outbox;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.eventscope.testkit.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

class ShardOfTest {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void a_key_belongs_to_the_shard_that_the_store_tells() {
        Random random = new Random(7);
        List<String> streams = Stream
                .concat(Stream.of("a", "content-README.md", "größe-1", "\uD83D\uDE80"),
                        Stream.generate(() -> "order-" + random.nextInt(1_000_000)).limit(200))
                .toList();
        ShardOf shardOf = new ShardOf();

        List<Integer> told = STORE.database().read(tx -> tx.query("""
                select eventscope.relay_shard_of(name) as shard
                from unnest(?::text[]) with ordinality as n(name, ord)
                order by ord""", row -> row.intValue("shard"), streams));

        assertThat(streams.stream().map(shardOf::shard)).containsExactlyElementsOf(told);
    }
}
