package dev.eventscope.store;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Opens stores: connects, finds the layout that fits, and says in one sentence why none does.
public final class Stores {

    private final List<StoreLayout> layouts;

    /// `layouts` in the order in which they are tried.
    public Stores(List<StoreLayout> layouts) {
        this.layouts = List.copyOf(layouts);
    }

    public List<StoreLayout> layouts() {
        return layouts;
    }

    /// Opens the store behind a connection, with the first layout that fits, or with the one asked for by id.
    ///
    /// Errors: [StoreUnreachable], [StoreUnusable] (no layout fits, not migrated, too old), [RightMissing].
    public OpenStore open(ConnectionSpec spec, Access access, Passwords passwords, @Nullable String layoutId) {
        Database database = Database.open(spec, access, passwords);
        try {
            StoreLayout layout = layoutId == null ? detect(database) : named(layoutId);
            return new OpenStore(database, layout, layout.open(database));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private StoreLayout named(String id) {
        return layouts.stream().filter(layout -> layout.id().equals(id)).findFirst()
                .orElseThrow(() -> new StoreUnusable("there is no layout '" + id + "': known are "
                        + String.join(", ", layouts.stream().map(StoreLayout::id).toList()), null));
    }

    private StoreLayout detect(Database database) {
        List<String> why = new ArrayList<>();
        for (StoreLayout layout : layouts) {
            StoreLayout.Fit fit = layout.fit(database);
            if (fit.fits()) {
                return layout;
            }
            why.add(layout.id() + ": " + fit.why());
        }
        throw new StoreUnusable("no known event store in database '" + database.spec().database() + "' ("
                + String.join("; ", why) + ")", null);
    }
}
