package dev.eventscope.desktop.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventscope.desktop.fx.Background;
import dev.eventscope.event.Json;

/// What a window remembers of each store from one day to the next: filters, columns, what was saved.
///
/// Shape: one JSON file in the user's configuration folder, an object a store and in it an entry a thing; at most
///        [#MOST_STORES] stores, those longest not written to go first. Holds no password and no event. A file that cannot be
///        read or written costs the memory, never the work.
/// Threads: FX thread; the file is read and written in the background.
public final class Memory {

    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
    private static final int MOST_STORES = 200;

    private final Background.@Nullable Line writing;
    private final @Nullable Path file;
    private ObjectNode stores = Json.object();
    /// What is to be in the file: a write that comes late writes the newest all the same.
    private volatile String newest = "";

    private Memory(Background.@Nullable Line writing, @Nullable Path file) {
        this.writing = writing;
        this.file = file;
    }

    /// Remembers as long as the program runs.
    static Memory ofThisRun() {
        return new Memory(null, null);
    }

    /// Remembers in `views.json` of a folder; `onRead` is called when what the file says is known.
    static Memory in(Path folder, Background background, Runnable onRead) {
        Memory memory = new Memory(background.line(), folder.resolve("views.json"));
        Path file = folder.resolve("views.json");
        background.line().run(() -> read(file)).then(read -> {
            ObjectNode since = memory.stores;
            memory.stores = read;
            since.properties().forEach(each -> read.set(each.getKey(), each.getValue()));
            onRead.run();
        });
        return memory;
    }

    /// A missing node where nothing is remembered.
    public JsonNode get(@Nullable Session session, String key) {
        return session == null ? MissingNode.getInstance() : stores.path(session.title()).path(key);
    }

    public String text(@Nullable Session session, String key) {
        return get(session, key).asText("");
    }

    /// An empty text or list is as good as none, and not kept.
    public void put(@Nullable Session session, String key, JsonNode value) {
        if (session == null || value.equals(get(session, key))) {
            return;
        }
        ObjectNode store = stores.path(session.title()) instanceof ObjectNode known ? known : Json.object();
        stores.remove(session.title());
        if (value.isEmpty() && value.asText("").isEmpty()) {
            store.remove(key);
        } else {
            store.set(key, value);
        }
        stores.set(session.title(), store);
        while (stores.size() > MOST_STORES) {
            stores.remove(stores.fieldNames().next());
        }
        write();
    }

    private void write() {
        Path target = file;
        if (writing != null && target != null) {
            newest = stores.toPrettyString() + "\n";
            writing.run(() -> write(target)).then(_ -> {});
        }
    }

    private synchronized boolean write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(next, newest);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            LOG.warn("what the views were like cannot be written to {}: {}", file, e.getMessage());
            return false;
        }
    }

    private static ObjectNode read(Path file) {
        try {
            return Json.read(Files.readAllBytes(file)) instanceof ObjectNode object ? object : Json.object();
        } catch (NoSuchFileException e) {
            return Json.object();
        } catch (IOException e) {
            LOG.warn("what the views were like cannot be read from {}: {}", file, e.getMessage());
            return Json.object();
        }
    }
}
