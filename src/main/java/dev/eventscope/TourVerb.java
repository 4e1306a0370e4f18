package dev.eventscope;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.eventscope.cli.ExitCode;
import dev.eventscope.cli.Row;
import dev.eventscope.cli.VerbFailed;
import dev.eventscope.cli.Work;
import dev.eventscope.desktop.fx.Theme;
import dev.eventscope.desktop.shell.Tour;

/// Renders every view of the desktop to PNG; no display is needed.
@Command(name = "tour", description = "Renders every view of the desktop on a store to PNG files; no display is needed.", footer = {
    "", "Example: eventscope tour --out pictures --size 1600x900 --theme light"})
final class TourVerb implements Callable<Integer> {

    private static final Pattern SIZE = Pattern.compile("(\\d{3,4})x(\\d{3,4})");

    private final Work work;
    private final Desktops desktops;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder for the pictures; it is made where it is not there.")
    Path out = Path.of("");

    @Option(names = "--size", paramLabel = "WxH", description = "Size in pixels, ${DEFAULT-VALUE} where nothing is said.", defaultValue = "1600x900")
    String size = "1600x900";

    @Option(names = "--theme", paramLabel = "dark|light", description = "Look, ${DEFAULT-VALUE} where nothing is said.", defaultValue = "dark")
    String theme = "dark";

    TourVerb(Work work, Desktops desktops) {
        this.work = work;
        this.desktops = desktops;
    }

    @Override
    public Integer call() {
        Tour.Plan plan = plan();
        try (var printer = work.printer("view", "file")) {
            desktops.tour(work.storeName(), plan, work.profileFile(), picture -> printer.row(
                    Row.of("view", picture.view()).with("file", picture.file().toString())));
        }
        return ExitCode.DONE;
    }

    private Tour.Plan plan() {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw VerbFailed.usage("--size: expected WIDTHxHEIGHT such as 1600x900, was '" + size + "'");
        }
        try {
            return new Tour.Plan(out, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), mode());
        } catch (IllegalArgumentException e) {
            throw VerbFailed.usage("--size: " + e.getMessage());
        }
    }

    private Theme.Mode mode() {
        for (Theme.Mode mode : Theme.Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(theme)) {
                return mode;
            }
        }
        throw VerbFailed.usage("--theme: expected dark or light, was '" + theme + "'");
    }
}
