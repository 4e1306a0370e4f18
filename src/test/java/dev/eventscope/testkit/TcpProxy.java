package dev.eventscope.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// A proxy before a PostgreSQL server that cuts a connection at a chosen moment of a COMMIT.
public final class TcpProxy implements AutoCloseable {

    /// When the next COMMIT that passes is cut.
    public enum Cut {
        NEVER, BEFORE_COMMIT_IS_SENT, AFTER_COMMIT_IS_SENT, AFTER_ITS_REPLY
    }

    private final ServerSocket listener;
    private final int target;
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NEVER);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    public TcpProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Cuts the next commit at this moment, once.
    public void cutNext(Cut when) {
        cut.set(when);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                Link link = new Link(client, server);
                Thread.ofVirtual().start(link::toServer);
                Thread.ofVirtual().start(link::toClient);
            }
        } catch (IOException closed) {
            // the proxy was closed
        }
    }

    /// One connection. A message that holds the word COMMIT is where it may be cut.
    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean cutAfterReply;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void toServer() {
            byte[] buffer = new byte[1 << 20];
            try (InputStream in = client.getInputStream(); OutputStream out = server.getOutputStream()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    Cut now = holdsCommit(buffer, n) ? cut.getAndSet(Cut.NEVER) : Cut.NEVER;
                    if (now == Cut.BEFORE_COMMIT_IS_SENT) {
                        drop();
                        return;
                    }
                    cutAfterReply = now == Cut.AFTER_ITS_REPLY;
                    boolean cutNow = now == Cut.AFTER_COMMIT_IS_SENT;
                    out.write(buffer, 0, n);
                    out.flush();
                    if (cutNow) {
                        client.close();
                        return;
                    }
                }
            } catch (IOException gone) {
                // either side went
            } finally {
                drop();
            }
        }

        void toClient() {
            byte[] buffer = new byte[1 << 20];
            try (InputStream in = server.getInputStream(); OutputStream out = client.getOutputStream()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (cutAfterReply) {
                        return;
                    }
                    out.write(buffer, 0, n);
                    out.flush();
                }
            } catch (IOException gone) {
                // either side went
            } finally {
                drop();
            }
        }

        private void drop() {
            for (Socket socket : new Socket[]{client, server}) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
    }

    /// The driver prepares `COMMIT` as its first statement, `S_1`, and binds that from then on.
    private static boolean holdsCommit(byte[] bytes, int length) {
        String message = new String(bytes, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1);
        return message.contains("COMMIT") || (length < 64 && message.startsWith("B") && message.contains("S_1\0"));
    }
}
