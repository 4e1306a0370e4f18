package dev.eventscope.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.eventscope.store.Access;
import dev.eventscope.store.Database;
import dev.eventscope.store.log.Roles;
import dev.eventscope.store.log.Schema;

/// Creates or migrates the native schema.
@Command(name = "init", description = {"Creates the schema of a native store, or brings it up to date.",
    "With --print-roles it prints the SQL that makes the roles and gives them their rights, and changes nothing."}, footer = {
        "", "Example: eventscope init --store postgresql://owner@localhost/shop",
        "         eventscope init --print-roles | psql -d shop"})
final class InitVerb implements Callable<Integer> {

    private final Work work;

    @Option(names = "--print-roles", description = "Prints the script for roles and grants; needs no store.")
    boolean printRoles;

    InitVerb(Work work) {
        this.work = work;
    }

    @Override
    public Integer call() {
        if (printRoles) {
            work.terminal().out().print(Roles.script());
            return ExitCode.DONE;
        }
        try (Database database = work.connect(Access.READ_WRITE); Printer printer = work.printer("schema_version")) {
            printer.row(Row.of("schema_version", Integer.parseInt(Schema.migrate(database))));
        }
        return ExitCode.DONE;
    }
}
