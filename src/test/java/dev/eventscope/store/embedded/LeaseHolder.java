package dev.eventscope.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A program that takes a lease, says its port or what is wrong, and closes the lease when it is told to (a line or the
/// end of stdin). `at-exit` leaves closing to the end of the process.
final class LeaseHolder {

    private LeaseHolder() {}

    public static void main(String[] args) throws IOException {
        DataFolder folder = new DataFolder(Path.of(args[0]), Path.of(args[1]));
        try {
            hold(EmbeddedServer.start(folder), args.length > 2);
        } catch (EmbeddedStoreFailed e) {
            System.out.println(e.reason() + " " + e.getMessage());
        }
    }

    private static void hold(Lease lease, boolean atExit) throws IOException {
        if (atExit) {
            Runtime.getRuntime().addShutdownHook(new Thread(lease::close));
        }
        System.out.println("port " + lease.spec().port());
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (!atExit) {
            lease.close();
        }
    }
}
