package dev.eventscope.cli;

import java.util.function.Function;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A number that counts something, as every option takes it: versions, positions, limits and rates begin at 0.
record WholeNumber<N extends Number>(Function<String, N> parse) implements ITypeConverter<N> {

    @Override
    public N convert(String text) {
        N number;
        try {
            number = parse.apply(text.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number"
                    + (text.strip().matches("[+-]?\\d+") ? " of a size that can be used" : ""));
        }
        if (number.longValue() < 0) {
            throw new TypeConversionException("it must be 0 or more, was " + text);
        }
        return number;
    }
}
