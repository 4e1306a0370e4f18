package dev.eventscope.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A strict reader of the text format of OpenMetrics 1.0: whatever the specification forbids is an error.
public final class OpenMetricsParser {

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String NUMBER = "[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?(?i:inf|infinity)|(?i:nan)";
    private static final Pattern METADATA = Pattern.compile("# (TYPE|UNIT|HELP) (" + NAME + ") (.*)");
    private static final Pattern SAMPLE = Pattern
            .compile("(" + NAME + ")(?:\\{(.*)})? (" + NUMBER + ")(?: (" + NUMBER + "))?");
    private static final Pattern LABEL = Pattern
            .compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");
    private static final Map<String, Set<String>> SUFFIXES = Map.of("gauge", Set.of(""), "unknown", Set.of(""),
            "counter", Set.of("_total", "_created"), "histogram", Set.of("_bucket", "_count", "_sum", "_created"),
            "info", Set.of("_info"));

    /// A value under its name and labels.
    public record Sample(String name, Map<String, String> labels, double value) {}

    private final List<Sample> samples = new ArrayList<>();
    private final Set<String> families = new HashSet<>();
    private final Map<String, String> metadata = new HashMap<>();
    private String family = "";
    private final List<Sample> ofFamily = new ArrayList<>();

    private OpenMetricsParser() {}

    /// Errors: `IllegalArgumentException` that says what is wrong.
    public static List<Sample> parse(String text) {
        require(text.endsWith("# EOF\n"), "does not end with # EOF");
        require(!text.contains("\r"), "holds a carriage return");
        String body = text.substring(0, text.length() - "# EOF\n".length());
        require(body.isEmpty() || body.endsWith("\n"), "# EOF is not on a line of its own");
        OpenMetricsParser parser = new OpenMetricsParser();
        if (!body.isEmpty()) {
            for (String line : body.substring(0, body.length() - 1).split("\n", -1)) {
                parser.line(line);
            }
        }
        parser.endFamily();
        return parser.samples;
    }

    private void line(String line) {
        require(!line.equals("# EOF"), "goes on after # EOF");
        if (line.startsWith("#")) {
            metadata(line);
        } else {
            sample(line);
        }
    }

    private void metadata(String line) {
        Matcher found = METADATA.matcher(line);
        require(found.matches(), "no such metadata: " + line);
        enter(found.group(2));
        require(ofFamily.isEmpty(), "metadata after samples: " + line);
        String value = found.group(3);
        require(metadata.put(found.group(1), value) == null, "said twice: " + line);
        switch (found.group(1)) {
            case "TYPE" -> require(SUFFIXES.containsKey(value), "no such type: " + line);
            case "UNIT" ->
                require(value.isEmpty() || family.endsWith("_" + value), "the name must end in the unit: " + line);
            default -> require(value.matches("(?:[^\\\\]|\\\\[\\\\n\"])*"), "not escaped: " + line);
        }
    }

    private void sample(String line) {
        Matcher found = SAMPLE.matcher(line);
        require(found.matches(), "no sample: " + line);
        String name = found.group(1);
        if (!belongs(name)) {
            enter(name);
        }
        Sample sample = new Sample(name, labels(found.group(2)), number(found.group(3)));
        require(ofFamily.stream().noneMatch(other -> other.name().equals(name)
                && other.labels().equals(sample.labels())), "said twice: " + line);
        ofFamily.add(sample);
        samples.add(sample);
    }

    private boolean belongs(String name) {
        return !family.isEmpty() && SUFFIXES.get(type()).stream().anyMatch(suffix -> name.equals(family + suffix));
    }

    private void enter(String name) {
        if (!name.equals(family)) {
            endFamily();
            require(families.add(name), "the family is in pieces: " + name);
            family = name;
        }
    }

    private void endFamily() {
        List<Map<String, String>> metrics = new ArrayList<>();
        Map<Map<String, String>, List<Sample>> byMetric = new LinkedHashMap<>();
        for (Sample sample : ofFamily) {
            Map<String, String> metric = new TreeMap<>(sample.labels());
            if (type().equals("histogram")) {
                require(sample.name().endsWith("_bucket") == (metric.remove("le") != null), "le belongs to buckets");
            }
            if (metrics.isEmpty() || !metrics.getLast().equals(metric)) {
                require(!metrics.contains(metric), "the metric is in pieces: " + family + metric);
                metrics.add(metric);
            }
            byMetric.computeIfAbsent(metric, _ -> new ArrayList<>()).add(sample);
        }
        if (type().equals("counter")) {
            ofFamily.forEach(sample -> require(sample.value() >= 0, "a counter below zero: " + sample));
        }
        if (type().equals("histogram")) {
            byMetric.values().forEach(this::histogram);
        }
        ofFamily.clear();
        metadata.clear();
    }

    private void histogram(List<Sample> metric) {
        List<Sample> buckets = metric.stream().filter(sample -> sample.name().equals(family + "_bucket")).toList();
        require(!buckets.isEmpty(), "a histogram without buckets: " + family);
        double bound = Double.NEGATIVE_INFINITY;
        double count = 0;
        for (Sample bucket : buckets) {
            double le = number(Objects.requireNonNull(bucket.labels().get("le")));
            require(le > bound, "bounds must rise: " + bucket);
            require(bucket.value() >= count, "counts must not fall: " + bucket);
            require(bucket.value() == Math.rint(bucket.value()), "a count is a whole number: " + bucket);
            bound = le;
            count = bucket.value();
        }
        require(bound == Double.POSITIVE_INFINITY, "the last bucket must be +Inf: " + family);
        double total = one(metric, "_count");
        require(total == count, "_count is not the +Inf bucket: " + family);
        require(one(metric, "_sum") >= 0, "_sum below zero: " + family);
    }

    private double one(List<Sample> metric, String suffix) {
        List<Sample> found = metric.stream().filter(sample -> sample.name().equals(family + suffix)).toList();
        require(found.size() == 1, "there must be one " + family + suffix);
        return found.getFirst().value();
    }

    private String type() {
        return metadata.getOrDefault("TYPE", "unknown");
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text == null || text.isEmpty()) {
            return labels;
        }
        Matcher found = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            require(found.find(at) && found.start() == at, "no label: " + text.substring(at));
            require(labels.put(found.group(1), unescaped(found.group(2))) == null, "a label twice: " + text);
            at = found.end();
            require(at < text.length() || !found.group(3).equals(","), "a comma at the end: " + text);
        }
        return labels;
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static double number(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "+inf", "inf", "+infinity", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
