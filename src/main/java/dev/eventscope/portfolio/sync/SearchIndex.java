package dev.eventscope.portfolio.sync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.simple.SimpleQueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

import dev.eventscope.saga.StepFailed;

/// The search index over titles, paths and texts, on disk.
///
/// Shape: one document a path. A deleted path stays as a mark that no search finds, so that a change which comes late
///        cannot bring it back. The writer is opened on first use and kept; one process at a time has it.
/// Errors: [StepFailed] of class `IndexLocked`, retryable, while another process has the writer.
/// Threads: safe from any thread; updates go one after the other.
public final class SearchIndex implements AutoCloseable {

    /// One hit, the best first.
    public record Hit(String path, String title, String blob) {}

    private static final String PATH = "path";
    private static final String WORDS = "words";
    private static final String TITLE = "title";
    private static final String TEXT = "text";
    private static final String BLOB = "blob";
    private static final String POSITION = "position";
    private static final String DELETED = "deleted";
    private static final String UNDONE = "undone";

    /// Lucene would say on stderr with or without which vector module it runs: nothing that plain text search uses. Held, since
    /// JUL forgets the level of a logger that nobody holds.
    private static final Logger QUIET = Logger.getLogger("org.apache.lucene.internal.vectorization");

    static {
        QUIET.setLevel(Level.SEVERE);
    }

    private final Path folder;
    private final EnglishAnalyzer analyzer = new EnglishAnalyzer();
    private @Nullable Directory directory;
    private @Nullable IndexWriter writer;

    public SearchIndex(Path folder) {
        this.folder = folder;
    }

    /// Takes all changes over and makes them durable; one that is older than what is indexed is passed over.
    public synchronized void update(List<ContentChange> changes) throws IOException, StepFailed {
        IndexWriter open = writer();
        try (DirectoryReader reader = DirectoryReader.open(open)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (ContentChange change : changes) {
                if (read(searcher, change.path()).accepts(change)) {
                    open.updateDocument(new Term(PATH, change.path()), document(change));
                }
            }
        }
        open.commit();
    }

    /// Takes a change back where nothing newer has come: the file is found as it was before, or not at all. The change does
    /// not come in again.
    synchronized void undo(ContentChange change, @Nullable ContentChange before) throws IOException, StepFailed {
        IndexWriter open = writer();
        try (DirectoryReader reader = DirectoryReader.open(open)) {
            if (read(new IndexSearcher(reader), change.path()).position() <= change.position()) {
                Document restored = before == null ? mark(change.path(), 0) : document(before);
                restored.add(new StoredField(UNDONE, change.position()));
                open.updateDocument(new Term(PATH, change.path()), restored);
            }
        }
        open.commit();
    }

    /// Finds content by words of its title, path or text; at most `limit`.
    public synchronized List<Hit> search(String words, int limit) throws IOException, StepFailed {
        Query typed = new SimpleQueryParser(analyzer, java.util.Map.of(TITLE, 3f, WORDS, 2f, TEXT, 1f)).parse(words);
        Query query = new BooleanQuery.Builder().add(typed, Occur.MUST)
                .add(new TermQuery(new Term(DELETED, "true")), Occur.MUST_NOT).build();
        try (DirectoryReader reader = DirectoryReader.open(writer())) {
            IndexSearcher searcher = new IndexSearcher(reader);
            TopDocs found = searcher.search(query, limit);
            List<Hit> hits = new ArrayList<>();
            for (ScoreDoc each : found.scoreDocs) {
                Document document = searcher.storedFields().document(each.doc);
                hits.add(new Hit(document.get(PATH), document.get(TITLE), document.get(BLOB)));
            }
            return hits;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (Directory _ = directory; IndexWriter _ = writer) {
            writer = null;
            directory = null;
        }
    }

    private IndexWriter writer() throws IOException, StepFailed {
        // Lucene closes a writer whose thread was interrupted while it wrote.
        if (writer != null && !writer.isOpen()) {
            close();
        }
        if (writer == null) {
            Files.createDirectories(folder);
            Directory opened = FSDirectory.open(folder);
            try {
                writer = new IndexWriter(opened, new IndexWriterConfig(analyzer));
                directory = opened;
            } catch (LockObtainFailedException e) {
                opened.close();
                throw new StepFailed("IndexLocked", "search index: another process is writing it", true, e);
            } catch (IOException | RuntimeException e) {
                opened.close();
                throw e;
            }
        }
        return writer;
    }

    /// What is indexed of a path: from which change, and which change was taken back; 0 where none.
    private record Indexed(long position, long undone) {

        boolean accepts(ContentChange change) {
            return position <= change.position() && undone < change.position();
        }
    }

    private static Indexed read(IndexSearcher searcher, String path) throws IOException {
        TopDocs found = searcher.search(new TermQuery(new Term(PATH, path)), 1);
        if (found.scoreDocs.length == 0) {
            return new Indexed(0, 0);
        }
        Document document = searcher.storedFields().document(found.scoreDocs[0].doc);
        return new Indexed(number(document, POSITION), number(document, UNDONE));
    }

    private static long number(Document document, String field) {
        IndexableField stored = document.getField(field);
        return stored == null ? 0 : stored.numericValue().longValue();
    }

    /// A document that no search finds.
    private static Document mark(String path, long position) {
        Document document = new Document();
        document.add(new StringField(PATH, path, Store.YES));
        document.add(new StoredField(POSITION, position));
        document.add(new StringField(DELETED, "true", Store.NO));
        return document;
    }

    private static Document document(ContentChange change) {
        if (change.deleted()) {
            return mark(change.path(), change.position());
        }
        Document document = new Document();
        document.add(new StringField(PATH, change.path(), Store.YES));
        document.add(new StoredField(POSITION, change.position()));
        document.add(new StringField(DELETED, "false", Store.NO));
        document.add(new TextField(TITLE, change.title(), Store.YES));
        document.add(new TextField(WORDS, change.path().replaceAll("[/._-]+", " "), Store.NO));
        document.add(new TextField(TEXT, change.text(), Store.NO));
        document.add(new StoredField(BLOB, change.blob()));
        return document;
    }
}
