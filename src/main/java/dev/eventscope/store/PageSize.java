package dev.eventscope.store;

/// How many rows the next page asks for: as many as fit into what a page should weigh, by the page before it.
///
/// Shape: grows at most fourfold from page to page, up to `most`.
public record PageSize(int rows, int most) {

    private static final long AIM_BYTES = 8 << 20;

    /// Units: what a page brought, in rows and in bytes.
    public PageSize after(int pageRows, long pageBytes) {
        long fit = AIM_BYTES * pageRows / Math.max(1, pageBytes);
        return new PageSize((int) Math.clamp(fit, 1, Math.min(4L * rows, most)), most);
    }
}
