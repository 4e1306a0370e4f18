package dev.eventscope.desktop.upcast;

import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.eventscope.desktop.fx.Figures;
import dev.eventscope.replay.DryRunReason;
import dev.eventscope.replay.DryRunReport;
import dev.eventscope.replay.DryRunRow;
import dev.eventscope.upcast.UpcastVerdict;

/// What a dry-run found, as large figures, a bar, and two tables.
final class DryRunTables {

    private static final Map<UpcastVerdict, String> MEANINGS = Map.of(
            UpcastVerdict.OK, "Every stored value is in the result as it was, under this name or another;"
                    + " fields with defaults may be new.",
            UpcastVerdict.CHANGED, "Every stored value is still told, but at least one as another value:"
                    + " converted, split or replaced.",
            UpcastVerdict.LOSSY, "A value that is stored is nowhere in the result.",
            UpcastVerdict.FAILED, "A step cannot be applied, or the payload cannot be read.");

    private DryRunTables() {}

    static void fillTypes(TableView<DryRunRow> table, Map<String, String> categories) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        TableColumn<DryRunRow, DryRunRow> type = Columns.type(220, row -> row.type().isEmpty() ? "All" : row.type(),
                row -> categories.getOrDefault(row.type(), ""));
        TableColumn<DryRunRow, DryRunRow> step = Columns.text("Step", 90,
                row -> row.type().isEmpty() ? "" : "v" + row.from() + " → v" + row.to(), "mono");
        TableColumn<DryRunRow, DryRunRow> ok = verdict("Ok", UpcastVerdict.OK, null);
        TableColumn<DryRunRow, DryRunRow> changed = verdict("Changed", UpcastVerdict.CHANGED, "warn");
        TableColumn<DryRunRow, DryRunRow> lossy = verdict("Lossy", UpcastVerdict.LOSSY, "warn");
        TableColumn<DryRunRow, DryRunRow> failed = verdict("Failed", UpcastVerdict.FAILED, "danger");
        failed.getStyleClass().add("last");
        table.getColumns().setAll(List.of(type, step, ok, changed, lossy, failed));
        table.setRowFactory(_ -> new TableRow<>() {
            @Override
            protected void updateItem(@Nullable DryRunRow row, boolean empty) {
                super.updateItem(row, empty);
                getStyleClass().remove("total-row");
                if (!empty && row != null && row.type().isEmpty()) {
                    getStyleClass().add("total-row");
                }
            }
        });
    }

    private static TableColumn<DryRunRow, DryRunRow> verdict(String title, UpcastVerdict verdict,
            @Nullable String tone) {
        TableColumn<DryRunRow, DryRunRow> column = Columns.count("", 84, row -> row.count(verdict), tone);
        Label head = new Label(title);
        head.getStyleClass().addAll("small", "muted");
        head.setTooltip(new Tooltip(MEANINGS.get(verdict)));
        column.setText("");
        column.setGraphic(head);
        return column;
    }

    static void fillReasons(TableView<DryRunReason> table) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        table.getColumns().setAll(List.of(
                Columns.of("Outcome", 84, (cell, reason) -> {
                    cell.setText(reason.verdict() == UpcastVerdict.OK ? "No effect" : title(reason.verdict()));
                    cell.getStyleClass().add(reason.verdict() == UpcastVerdict.FAILED ? "danger" : "warn");
                }, "first"),
                Columns.count("Events", 72, DryRunReason::events, null),
                Columns.of("Why", 380, (cell, reason) -> {
                    cell.setText(reason.why());
                    cell.setTooltip(new Tooltip(reason.type() + ", " + reason.why()));
                }),
                Columns.text("Rule line", 72, reason -> reason.line() > 0 ? Integer.toString(reason.line()) : "–",
                        "figure", "last", "muted")));
        // Only the sentence grows with the window.
        List.of(0, 1, 3).forEach(at -> {
            TableColumn<DryRunReason, ?> column = table.getColumns().get(at);
            column.setMinWidth(column.getPrefWidth());
            column.setMaxWidth(column.getPrefWidth());
        });
    }

    /// The four large figures.
    static void fillCounts(HBox box, DryRunReport report) {
        DryRunRow sum = report.sum();
        box.getChildren().setAll(
                count(sum.ok(), "ok", null, UpcastVerdict.OK),
                count(sum.changed(), "changed", "warn", UpcastVerdict.CHANGED),
                count(sum.lossy(), "lossy", "warn", UpcastVerdict.LOSSY),
                count(sum.failed(), "failed", "danger", UpcastVerdict.FAILED));
        long kept = report.kept().stream().mapToLong(k -> k.events()).sum();
        if (kept > 0) {
            VBox figure = count(kept, "kept as stored", "warn", null);
            Tooltip.install(figure, new Tooltip("Stored at a schema version from which no step of the chain begins."));
            box.getChildren().add(figure);
        }
    }

    private static VBox count(long number, String word, @Nullable String tone, @Nullable UpcastVerdict verdict) {
        Label figure = new Label(Figures.count(number));
        figure.getStyleClass().add("figure-huge");
        if (tone != null && number > 0) {
            figure.getStyleClass().add(tone);
        }
        Label label = new Label(word);
        label.getStyleClass().addAll("small", "muted");
        VBox box = new VBox(figure, label);
        box.getStyleClass().add("upcast-count");
        if (number == 0) {
            box.getStyleClass().add("zero");
        }
        if (verdict != null) {
            Tooltip.install(box, new Tooltip(MEANINGS.get(verdict)));
        }
        return box;
    }

    /// The shares of the whole.
    static void fillBar(ShareBar bar, DryRunReport report) {
        bar.clear();
        DryRunRow sum = report.sum();
        for (UpcastVerdict verdict : UpcastVerdict.values()) {
            String style = switch (verdict) {
                case OK -> "plain";
                case CHANGED, LOSSY -> "warn";
                case FAILED -> "danger";
            };
            long events = sum.count(verdict);
            bar.add(events, style, Figures.plural(events, "event") + " " + verdict.word());
        }
    }

    static String title(UpcastVerdict verdict) {
        return switch (verdict) {
            case OK -> "Ok";
            case CHANGED -> "Changed";
            case LOSSY -> "Lossy";
            case FAILED -> "Failed";
        };
    }
}
