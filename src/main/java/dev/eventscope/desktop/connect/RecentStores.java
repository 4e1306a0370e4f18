package dev.eventscope.desktop.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.event.Json;
import dev.eventscope.store.ConnectionSpec;

/// The stores that were open before, in a file of the user's configuration folder. Holds no password.
///
/// Shape: newest first, at most 12 and those in production. A file that cannot be read or written costs the list, never the connection.
/// Threads: blocks; off the FX thread.
public final class RecentStores {

    private static final Logger LOG = LoggerFactory.getLogger(RecentStores.class);
    private static final int MOST = 12;

    private final Path file;

    /// `folder` is made when something is first remembered.
    public RecentStores(Path folder) {
        file = folder.resolve("stores.json");
    }

    public List<RecentStore> read() {
        try {
            List<RecentStore> stores = new ArrayList<>();
            for (JsonNode node : Json.read(Files.readAllBytes(file))) {
                parse(node).ifPresent(stores::add);
            }
            return List.copyOf(stores);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JsonProcessingException e) {
            LOG.warn("the list of recent stores in {} cannot be read: {}", file, Json.reasonOf(e));
            return List.of();
        } catch (IOException e) {
            LOG.warn("the list of recent stores in {} cannot be read: {}", file, e.getMessage());
            return List.of();
        }
    }

    /// Puts a store at the top of the list and answers the list.
    public synchronized List<RecentStore> remember(RecentStore store) {
        List<RecentStore> stores = new ArrayList<>(read());
        stores.removeIf(store::isSamePlace);
        stores.addFirst(store);
        return write(most(stores));
    }

    /// Whether a person said that this database is in production.
    public boolean isProduction(ConnectionSpec spec) {
        return read().stream().anyMatch(store -> store.production() && store.isAt(spec));
    }

    /// The profile that is kept with a store; null where there is none.
    @Nullable
    Path profileOf(StoreRequest request) {
        return read().stream().filter(store -> switch (request) {
            case StoreRequest.Demo _ -> store.isDemo();
            case StoreRequest.Server server -> store.isAt(server.spec());
        }).map(RecentStore::profile).filter(Objects::nonNull).map(Path::of).findFirst().orElse(null);
    }

    public synchronized List<RecentStore> forget(RecentStore store) {
        List<RecentStore> stores = new ArrayList<>(read());
        stores.removeIf(store::isSamePlace);
        return write(stores);
    }

    /// The newest, and every one in production however old: the tick must not be forgotten.
    private static List<RecentStore> most(List<RecentStore> stores) {
        return IntStream.range(0, stores.size()).filter(i -> i < MOST || stores.get(i).production())
                .mapToObj(stores::get).toList();
    }

    private List<RecentStore> write(List<RecentStore> stores) {
        ArrayNode array = Json.mapper().createArrayNode();
        for (RecentStore store : stores) {
            ConnectionSpec spec = store.spec();
            ObjectNode written = array.addObject();
            written
                    .put("store", spec == null ? "demo" : spec.url())
                    .put("production", store.production())
                    .put("last_at", store.lastAt().toString());
            if (store.profile() != null) {
                written.put("profile", store.profile());
            }
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling("stores.json.new");
            Files.writeString(next, array.toPrettyString() + "\n");
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("the list of recent stores in {} cannot be written: {}", file, e.getMessage());
        }
        return List.copyOf(stores);
    }

    private static Optional<RecentStore> parse(JsonNode node) {
        String store = node.path("store").asText();
        try {
            ConnectionSpec spec = store.equals("demo") ? null : ConnectionSpec.parse(store, "postgres");
            return Optional.of(new RecentStore(spec, node.path("production").asBoolean(false),
                    node.path("profile").textValue(),
                    Instant.parse(node.path("last_at").asText())));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            LOG.warn("a recent store is left out: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
