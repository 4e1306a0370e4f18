package dev.eventscope.event;

/// The name of a stream, as its store writes it.
public record StreamId(String name) {

    public StreamId {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("stream name must not be empty");
        }
    }

    /// The category by this product's own convention: what stands before the first dash, else the whole name.
    /// A foreign store may name its categories otherwise; what the store says is in [EventHeader#category()].
    public String conventionalCategory() {
        int dash = name.indexOf('-');
        return dash <= 0 ? name : name.substring(0, dash);
    }

    @Override
    public String toString() {
        return name;
    }
}
