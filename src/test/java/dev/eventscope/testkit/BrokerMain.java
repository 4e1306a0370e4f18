package dev.eventscope.testkit;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// One Kafka broker with its own controller, in this process. The only place that knows Kafka's server classes.
///
/// Shape: `FOLDER PORT CONTROLLER_PORT [child]`; says `ready HOST:PORT` once it answers. A child ends with its parent.
///        Topics are not made by whoever asks for one.
public final class BrokerMain {

    private static final String CONTROLLER = "CONTROLLER";

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 3) {
            ChildProcess.endWithParent();
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        if (Files.notExists(folder.resolve("meta.properties"))) {
            format(folder);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties(folder, arguments[1], arguments[2])),
                Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        server.startup();
        System.out.println("ready localhost:" + arguments[1]);
        server.awaitShutdown();
    }

    private static void format(Path folder) throws Exception {
        new Formatter().setClusterId(Uuid.randomUuid().toString()).setNodeId(1).setControllerListenerName(CONTROLLER)
                .setMetadataLogDirectory(folder.toString()).addDirectory(folder.toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream())).run();
    }

    private static Properties properties(Path folder, String port, String controllerPort) {
        Properties properties = new Properties();
        properties.putAll(Map.of("process.roles", "broker,controller", "node.id", "1", "controller.quorum.voters",
                "1@localhost:" + controllerPort, "listeners",
                "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort, "advertised.listeners",
                "PLAINTEXT://localhost:" + port, "controller.listener.names", CONTROLLER,
                "inter.broker.listener.name", "PLAINTEXT", "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT", "log.dirs", folder.toString(),
                "auto.create.topics.enable", "false"));
        // one broker: nothing can be replicated, and a killed one is to be back within seconds
        for (String topic : new String[]{"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "2");
        }
        properties.putAll(Map.of("transaction.state.log.min.isr", "1", "share.coordinator.state.topic.min.isr", "1",
                "min.insync.replicas", "1", "group.initial.rebalance.delay.ms", "0", "broker.session.timeout.ms",
                "3000", "broker.heartbeat.interval.ms", "500", "controlled.shutdown.enable", "false"));
        return properties;
    }
}
