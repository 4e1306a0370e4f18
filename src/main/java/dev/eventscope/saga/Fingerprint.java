package dev.eventscope.saga;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Tells which failures are alike: what differs from case to case in a message is taken out of it.
///
/// Shape: ids become `<id>`, long hexadecimal words `<hex>`, paths and addresses `<path>` and `<url>`, hosts and files
///        `<host>`, numbers `<n>`. Words stay: "remote docs" and "remote src" are two failures.
final class Fingerprint {

    private static final Pattern UUIDS = Pattern
            .compile("\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b");
    private static final Pattern URLS = Pattern.compile("\\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s'\"),;]+");
    private static final Pattern PATHS = Pattern
            .compile("\\b[A-Za-z]:\\\\[^\\s'\"),;]+|(?<![\\w<])~?[\\w.-]*(?:/[\\w.@+-]+)+/?");
    private static final Pattern HOSTS = Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b"
            + "|\\b(?=[0-9.-]*[a-z])[a-z0-9-]+(?:\\.[a-z0-9-]+)+(?::\\d+)?\\b(?!\\.\\w)|\\b[a-zA-Z][\\w-]*:\\d{2,5}\\b");
    private static final Pattern HEX = Pattern.compile("\\b(?=[a-f]*[0-9])[0-9a-f]{7,64}\\b");
    private static final Pattern NUMBERS = Pattern.compile("\\b\\d+(?:\\.\\d+)?");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LONGEST = 300;
    private static final int ID_CHARS = 10;

    private Fingerprint() {}

    static String normalise(String message) {
        String start = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        String noIds = UUIDS.matcher(start).replaceAll("<id>");
        String noPaths = PATHS.matcher(URLS.matcher(noIds).replaceAll("<url>")).replaceAll("<path>");
        String noHosts = HOSTS.matcher(noPaths).replaceAll("<host>");
        String noHex = HEX.matcher(noHosts).replaceAll("<hex>");
        return SPACE.matcher(NUMBERS.matcher(noHex).replaceAll("<n>")).replaceAll(" ").strip();
    }

    /// The id of the group: the same for the same type, step, class and normalised message, in every store.
    static String group(String type, String step, StepError error) {
        String text = String.join("\0", type, step, error.errorClass(), normalise(error.message()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
