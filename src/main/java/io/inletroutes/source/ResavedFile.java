package io.inletroutes.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rejected file that a spreadsheet saved in its own encoding. Its rows name dead letters, whose events say how the cells read
 * before: so the encoding is proven, not guessed, by a cell that still stands there with its letters beyond ASCII. One cell in which
 * just those letters became others speaks against it, be it that the encoding is another one or that it had no such letter.
 */
final class ResavedFile {

    /** What spreadsheets on western systems save CSV as. */
    private static final String ENCODING = "windows-1252";
    private static final int HEAD = 1 << 16;
    private static final int ROWS = 1_000;

    private ResavedFile() {
    }

    /**
     * How to read a file that is no UTF-8; empty when its encoding is given by a setting or nothing proves it.
     *
     * @throws IOException when the disk does not give the file, or the ledger no dead letter, now
     */
    static Optional<ReadOptions> proven(Content content, ReadOptions how, KeptEvents kept) throws IOException {
        boolean unknown = how.encoding().equals(ReadOptions.AUTO);
        if (!unknown || !new String(content.head(HEAD), StandardCharsets.ISO_8859_1).contains(CsvFile.DEAD_LETTER)) {
            return Optional.empty();
        }
        ReadOptions saved = how.with(ENCODING, null, null);
        try (CsvFile file = CsvFile.open(content, saved)) {
            return isProven(file, kept) ? Optional.of(saved) : Optional.empty();
        } catch (UnreadableFileException e) {
            return Optional.empty(); // what was wrong with it as UTF-8 is what its owner knows how to mend
        }
    }

    private static boolean isProven(CsvFile file, KeptEvents kept) throws IOException {
        boolean proven = false;
        int named = 0;
        while (named < ROWS && file.scanner().next()) {
            String letter = file.flaw() == null ? file.deadLetter() : "";
            if (!letter.isEmpty()) {
                named++;
                List<JsonNode> originals = rows(kept.event(letter));
                for (String column : file.headings().names()) {
                    List<String> texts = originals.stream().map(row -> row.path(column)).filter(JsonNode::isTextual).map(JsonNode::textValue).filter(text -> !isAscii(text)).toList();
                    int at = file.column(column);
                    String cell = texts.isEmpty() || at >= file.scanner().record().count() ? "" : file.scanner().record().cell(at);
                    boolean unchanged = texts.contains(cell);
                    if (!unchanged && texts.stream().anyMatch(text -> isSpoiled(text, cell))) {
                        return false;
                    }
                    proven |= unchanged;
                }
            }
        }
        return proven;
    }

    /** One, or those that made one event together. */
    private static List<JsonNode> rows(Optional<JsonNode> event) {
        List<JsonNode> rows = new ArrayList<>();
        event.ifPresent(one -> (one.path("rows").isArray() ? one.path("rows") : List.of(one)).forEach(rows::add));
        return rows;
    }

    /** Whether a cell differs in nothing but letters beyond ASCII, or in what a spreadsheet puts in their place: a question mark, or the letter without its accent. */
    private static boolean isSpoiled(String original, String cell) {
        return !cell.isEmpty() && (rest(original).equals(rest(cell)) || isPlainer(original.codePoints().toArray(), cell.codePoints().toArray()));
    }

    private static String rest(String text) {
        return text.replaceAll("[^\\p{ASCII}]|\\?", "");
    }

    private static boolean isPlainer(int[] original, int[] cell) {
        boolean alike = original.length == cell.length;
        for (int i = 0; alike && i < cell.length; i++) {
            alike = original[i] >= 0x80 || original[i] == cell[i];
        }
        return alike;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
