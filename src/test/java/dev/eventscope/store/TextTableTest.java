package dev.eventscope.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TextTableTest {

    /// `share` of a hundred texts are no UUIDs; 0 and 100 among them.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 100})
    void texts_are_held_once_and_come_back_by_their_numbers(int share) {
        Random random = new Random(share);
        for (TextTable table : List.of(TextTable.ofIds(), TextTable.ofTexts())) {
            Map<String, Integer> numbers = new HashMap<>();
            List<TextTable> views = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                String text = text(random, share);
                numbers.putIfAbsent(text, numbers.size());
                if (i % 500 == 0) {
                    views.add(table.view());
                }

                assertThat(table.add(text)).isEqualTo(numbers.get(text));
            }

            assertThat(table.size()).isEqualTo(numbers.size());
            numbers.forEach((text, number) -> {
                assertThat(table.text(number)).isEqualTo(text);
                assertThat(table.find(text)).isEqualTo(number);
                for (TextTable view : views) {
                    assertThat(view.find(text)).isEqualTo(number < view.size() ? number : TextTable.NONE);
                }
            });
        }
    }

    private static String text(Random random, int share) {
        int number = random.nextInt(3_000);
        return number % 100 < share
                ? "n".repeat(number % 40) + number
                : new UUID(number, 0x8000000000000000L).toString();
    }
}
