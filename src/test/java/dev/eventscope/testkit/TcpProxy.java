package dev.eventscope.testkit;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
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
        Thread.ofPlatform().daemon().start(this::accept);
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
                Thread.ofPlatform().daemon().start(link::toServer);
                Thread.ofPlatform().daemon().start(link::toClient);
            }
        } catch (IOException closed) {
            // the proxy was closed
        }
    }

    /// One connection, message by message.
    ///
    /// Source: PostgreSQL 18, frontend/backend protocol 3: an untyped message first, then a type, a length, a body each.
    private final class Link {
        private final Socket client;
        private final Socket server;
        private final Set<String> commits = new HashSet<>();
        private volatile boolean cutAfterReply;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void toServer() {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
                    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()))) {
                forward(out, in.readInt(), in);
                out.flush();
                boolean cutAtEnd = false;
                while (true) {
                    byte type = in.readByte();
                    int length = in.readInt();
                    byte[] body = in.readNBytes(length - Integer.BYTES);
                    Cut now = isCommit(type, body) ? cut.getAndSet(Cut.NEVER) : Cut.NEVER;
                    if (now == Cut.BEFORE_COMMIT_IS_SENT) {
                        drop();
                        return;
                    }
                    cutAfterReply |= now == Cut.AFTER_ITS_REPLY;
                    cutAtEnd |= now == Cut.AFTER_COMMIT_IS_SENT;
                    out.writeByte(type);
                    out.writeInt(length);
                    out.write(body);
                    if (type == 'S' || type == 'Q' || in.available() == 0) {
                        out.flush();
                    }
                    if (cutAtEnd && (type == 'S' || type == 'Q')) {
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

        private static void forward(DataOutputStream out, int length, DataInputStream in) throws IOException {
            out.writeInt(length);
            out.write(in.readNBytes(length - Integer.BYTES));
        }

        /// What commits: a query COMMIT, or the binding of a statement that was prepared from one, or from an append that is
        /// a transaction by itself.
        private boolean isCommit(byte type, byte[] body) {
            String[] texts = new String(body, StandardCharsets.ISO_8859_1).split("\0", 3);
            return switch (type) {
                case 'Q' -> texts[0].strip().equalsIgnoreCase("commit");
                case 'P' -> {
                    if (texts[1].strip().equalsIgnoreCase("commit") || texts[1].contains("eventscope.append_")) {
                        commits.add(texts[0]);
                    } else {
                        commits.remove(texts[0]);
                    }
                    yield false;
                }
                case 'B' -> commits.contains(texts[1]);
                default -> false;
            };
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
}
