package dev.eventscope.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import dev.eventscope.store.embedded.Folders;

/// A real Kafka broker of its own for a test class, in a child process that can be killed, frozen and started again on
/// the same data and the same port.
///
///     @RegisterExtension
///     static final TestBroker BROKER = new TestBroker();
public final class TestBroker implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    /// Below the ports that the system gives to outgoing connections: a port must still be free after a kill.
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 12_000;

    private final Random random = new Random();
    private Path folder;
    private int port;
    private int controllerPort;
    private ChildProcess process;

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /// Starts a broker with no data; for a test that does without the extension.
    public TestBroker start() {
        try {
            folder = Files.createTempDirectory("eventscope-kafka");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = freePort();
        controllerPort = freePort();
        restart();
        return this;
    }

    /// `localhost:PORT`, the same after a restart.
    public String bootstrap() {
        return "localhost:" + port;
    }

    /// `kill -9`: what was not written is lost, what was acknowledged is not.
    public void kill() {
        process.kill();
    }

    /// Starts it again on the same data; returns when it answers.
    public void restart() {
        process = ChildProcess.start(folder.resolveSibling(folder.getFileName() + ".log"), BrokerMain.class,
                folder.toString(), Integer.toString(port), Integer.toString(controllerPort), "child");
        process.await("ready");
    }

    /// SIGSTOP: connections stay open and nothing answers.
    public void freeze() {
        process.freeze();
    }

    public void thaw() {
        process.thaw();
    }

    public void createTopic(String name, int partitions, Map<String, String> settings) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings))).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The caller closes it.
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap()));
    }

    @Override
    public void close() {
        process.close();
        try {
            Folders.delete(folder);
            Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int freePort() {
        while (true) {
            int candidate = FIRST_PORT + random.nextInt(PORTS);
            try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
    }
}
