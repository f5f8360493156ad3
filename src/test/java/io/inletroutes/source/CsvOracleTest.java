package io.inletroutes.source;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/**
 * FastCSV is the judge of every text in which no quote is wrong and no quoted cell holds a carriage return: FastCSV 4.1 loses such a
 * cell when a line feed follows its closing quote.
 */
class CsvOracleTest {

    @Property(tries = 5_000)
    void cutsEveryTextAsFastCsvDoes(@ForAll @StringLength(max = 40) @Chars({',', '"', '\n', '\r', ' '}) @CharRange(from = 'a', to = 'c') String text) throws IOException {
        List<List<String>> ours = new ArrayList<>();
        boolean sound = true;

        CsvScanner scanner = new CsvScanner(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), ',', '"', 1_000, 1);
        while (scanner.next()) {
            sound &= scanner.flaw() == CsvScanner.Flaw.NONE;
            List<String> cells = List.of(scanner.record().cells());
            sound &= cells.stream().noneMatch(cell -> cell.contains("\r"));
            ours.add(cells);
        }

        if (sound) {
            assertThat(ours).isEqualTo(fastCsv(text));
        }
    }

    private static List<List<String>> fastCsv(String text) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().skipEmptyLines(true).allowMissingFields(true).allowExtraFields(true).ofCsvRecord(text)) {
            reader.forEach(row -> rows.add(row.getFields()));
        }
        return rows;
    }
}
