package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class RowRangeTest {

    private final RowRange.Notation notation = new RowRange.Notation();

    @ParameterizedTest
    @CsvSource({"3, 3, 3", "3-5, 3, 5", "3-, 3, 9223372036854775807"})
    void readsOneRowARangeAndAnOpenRange(String text, long first, long last) {
        assertThat(notation.convert(text)).isEqualTo(new RowRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-5", "3-5-7", "3,4"})
    void refusesWhatNamesNoRows(String text) {
        assertThatThrownBy(() -> notation.convert(text)).isInstanceOf(TypeConversionException.class).hasMessageContaining("names no rows");
    }

    @Test
    void refusesARangeThatEndsBeforeItStarts() {
        assertThatThrownBy(() -> notation.convert("5-3")).hasMessage("\"5-3\" ends before it starts");
    }
}
