package dev.eventscope;

/// The program: arguments, wiring, then desktop or terminal.
public final class App {

    private App() {}

    public static void main(String[] args) {
        System.err.println("eventscope: nothing to start yet");
    }
}
