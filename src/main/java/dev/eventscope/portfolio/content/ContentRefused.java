package dev.eventscope.portfolio.content;

/// A command does not fit the state of the content. Nothing was written; the message says why.
public final class ContentRefused extends RuntimeException {

    public ContentRefused(String message) {
        super(message);
    }
}
