package dev.eventscope.portfolio.sync;

import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/// The newest content by path, in memory.
///
/// Shape: holds at most [#MAX_WEIGHT] characters; what was not asked for longest goes first. Never older after a put than
///        before: a change that comes late loses against a newer one.
/// Threads: safe from any thread.
public final class ContentCache {

    private static final long MAX_WEIGHT = 16L * 1024 * 1024;
    private static final int ENTRY_OVERHEAD = 128;

    /// What is known of a path.
    public record Cached(String path, String blob, String title, String text, long position) {}

    /// A deleted path stays as a mark, so that an older change cannot bring it back; so does a change that was undone.
    private record Entry(@Nullable Cached content, long position, long undone) {

        /// The newer of this and a change that comes.
        Entry or(Entry change) {
            return position > change.position() || undone >= change.position() ? this : change;
        }

        int weight() {
            return ENTRY_OVERHEAD
                    + (content == null
                            ? 0
                            : content.path().length() + content.title().length() + content.text().length());
        }
    }

    private final Cache<String, Entry> entries = Caffeine.newBuilder().maximumWeight(MAX_WEIGHT)
            .weigher((String path, Entry entry) -> entry.weight()).build();

    public Optional<Cached> find(String path) {
        return Optional.ofNullable(entries.getIfPresent(path)).map(Entry::content);
    }

    public void put(ContentChange change) {
        Entry entry = entry(change);
        entries.asMap().merge(change.path(), entry, Entry::or);
    }

    /// Takes a change back where nothing newer has come: the path has what it had before, or nothing. It does not come in
    /// again.
    void undo(ContentChange change, @Nullable ContentChange before) {
        Entry restored = new Entry(before == null ? null : content(before), before == null ? 0 : before.position(),
                change.position());
        entries.asMap().merge(change.path(), restored,
                (entry, _) -> entry.position() > change.position() ? entry : restored);
    }

    private static Entry entry(ContentChange change) {
        return new Entry(change.deleted() ? null : content(change), change.position(), 0);
    }

    private static Cached content(ContentChange change) {
        return new Cached(change.path(), change.blob(), change.title(), change.text(), change.position());
    }
}
