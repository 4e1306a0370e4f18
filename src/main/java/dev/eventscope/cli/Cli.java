package dev.eventscope.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

import dev.eventscope.store.Stores;

/// The terminal: arguments in, rows and an exit code out.
///
/// Shape: stdout carries what was asked for, as a table or with `--json` as JSON Lines, and nothing else; messages go to
///        stderr, one line each. A reader of stdout that goes away ends the run quietly.
/// Errors: none is thrown; [ExitCode] tells them, [Failures] says which is which.
public final class Cli {

    private final Terminal terminal;
    private final Stores stores;
    private final StoreLocator locator;
    private final Window window;
    private final List<Verb> verbs;

    /// `further`: the verbs that others bring, next to [Verbs#ours()].
    public Cli(Terminal terminal, Stores stores, StoreLocator locator, Window window, List<Verb> further) {
        this.terminal = terminal;
        this.stores = stores;
        this.locator = locator;
        this.window = window;
        this.verbs = new ArrayList<>(Verbs.ours());
        this.verbs.addAll(further);
    }

    /// Runs one command line; answers an [ExitCode].
    public int run(String... arguments) {
        int exitCode = commandLine().execute(arguments);
        terminal.out().flush();
        terminal.err().flush();
        return exitCode;
    }

    private static Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number");
        }
    }

    private CommandLine commandLine() {
        GlobalOptions options = new GlobalOptions(window, terminal.environment());
        Work work = new Work(terminal, stores, locator, options);
        CommandLine line = new CommandLine(options);
        verbs.forEach(verb -> line.addSubcommand(verb.make(work)));
        Failures failures = new Failures(terminal);
        return line.setOut(new PrintWriter(new OutputStreamWriter(terminal.out(), StandardCharsets.UTF_8), true))
                .setErr(new PrintWriter(new OutputStreamWriter(terminal.err(), StandardCharsets.UTF_8), true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .registerConverter(Integer.class, new WholeNumber<>(Integer::valueOf))
                .registerConverter(int.class, new WholeNumber<>(Integer::valueOf))
                .registerConverter(Long.class, new WholeNumber<>(Long::valueOf))
                .registerConverter(long.class, new WholeNumber<>(Long::valueOf))
                .registerConverter(Double.class, Cli::number)
                .setAllowSubcommandsAsOptionParameters(true) // --store demo: there is a verb of that name
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(110)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((ParameterException e, String[] _) -> failures.usage(e))
                .setExecutionExceptionHandler((e, command, _) -> failures.of(e, command));
    }
}
