package dev.eventscope.cli;

import java.util.List;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import dev.eventscope.rules.Closest;
import dev.eventscope.rules.MalformedFilter;
import dev.eventscope.rules.expression.ExpressionFailed;
import dev.eventscope.rules.yaml.MalformedRules;
import dev.eventscope.saga.RedriveRefused;
import dev.eventscope.store.ConcurrentTransaction;
import dev.eventscope.store.RightMissing;
import dev.eventscope.store.StoreException;
import dev.eventscope.store.log.AppendRefused;
import dev.eventscope.store.log.StreamVersionConflict;

/// From what was thrown to one line on stderr and an exit code. The only place that decides which is which.
final class Failures {

    private static final String DEBUG = "EVENTSCOPE_DEBUG";

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Arguments that make no sense.
    int usage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        say(wrongWith(e, command) + " (see '" + command.getCommandSpec().qualifiedName() + " --help')");
        return ExitCode.USAGE;
    }

    int of(Exception e, CommandLine command) {
        return switch (e) {
            case Printer.BrokenPipe _ -> ExitCode.DONE;
            case ParameterException parameter -> usage(parameter);
            case VerbFailed failed -> said(failed, failed.exitCode());
            case MalformedFilter _ -> said(e, "--where: ", ExitCode.USAGE);
            case MalformedRules _ -> said(e, ExitCode.USAGE);
            case ExpressionFailed _ -> said(e, "--predicate: ", ExitCode.NO);
            case RedriveRefused _ -> said(e, ExitCode.REFUSED);
            case RightMissing _,StreamVersionConflict _,AppendRefused _,ConcurrentTransaction _ ->
                said(e, ExitCode.REFUSED);
            case StoreException _ -> said(e, ExitCode.STORE);
            default -> defect(e, command);
        };
    }

    private int defect(Exception e, CommandLine command) {
        say("a defect of ours: " + command.getCommandName() + " ended with " + e.getClass().getSimpleName()
                + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")") + "; " + DEBUG + "=1 shows where");
        debug(e);
        return ExitCode.DEFECT;
    }

    private int said(Exception e, int exitCode) {
        return said(e, "", exitCode);
    }

    private int said(Exception e, String before, int exitCode) {
        say(before + e.getMessage());
        debug(e);
        return exitCode;
    }

    private void debug(Exception e) {
        if (!terminal.environment().getOrDefault(DEBUG, "").isEmpty()) {
            e.printStackTrace(terminal.err());
        }
    }

    private void say(String message) {
        terminal.out().flush();
        terminal.err().println("eventscope: " + message.replaceAll("\\s*\\R\\s*", " "));
    }

    private static String wrongWith(ParameterException e, CommandLine command) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> arguments = unmatched.getUnmatched();
            String first = arguments.isEmpty() ? "" : arguments.getFirst();
            if (first.startsWith("-")) {
                return "unknown option '" + first + "'"
                        + Closest.hint(first, command.getCommandSpec().optionsMap().keySet());
            }
            return command.getParent() == null
                    ? "there is no verb '" + first + "'" + Closest.hint(first, command.getSubcommands().keySet())
                    : "one argument too many: '" + first + "'";
        }
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
        return e instanceof MissingParameterException ? message.replaceFirst("^Missing", "missing") : message;
    }
}
