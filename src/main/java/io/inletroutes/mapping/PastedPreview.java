package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.nio.file.Path;
import java.util.List;

/**
 * A payload preview read as people paste it, for those who make or change mappings.
 *
 * @param tree     the payload
 * @param text     as it was pasted
 * @param warnings what was repaired or looks odd
 */
public record PastedPreview(JsonNode tree, String text, List<Problem> warnings) {

    public PastedPreview {
        warnings = List.copyOf(warnings);
    }

    /**
     * @param shown how problems call the file
     * @throws ProblemsException when it is no payload preview
     */
    public static PastedPreview read(Path file, String shown) {
        String text = TextFile.read(file, shown);
        Preview.Reading reading = Preview.read(shown, text);
        Preview preview = reading.preview().orElseThrow(() -> new ProblemsException(reading.problems()));
        return new PastedPreview(preview.root().toNode(), text, reading.problems());
    }
}
