package io.inletroutes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Event;
import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.Row;
import io.inletroutes.source.EventReader;
import io.inletroutes.source.ReadOptions;
import io.inletroutes.source.SourceFile;
import io.inletroutes.source.UnreadableFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The files that {@code init} learns from. */
final class SampleEvent {

    private SampleEvent() {
    }

    /** The first event of a file, CSV or JSON. */
    static Event first(Path file) throws IOException {
        try (EventReader events = SourceFile.open(file, ReadOptions.DEFAULT)) {
            while (events.hasNext()) {
                for (Event event : events.next()) {
                    return event;
                }
            }
        } catch (UnreadableFileException e) {
            throw new ProblemsException(List.of(e.problem()), e);
        }
        throw new ProblemsException(Problem.error(Location.of(file.toString()), "holds no event").fix("name a file with at least one"));
    }

    /** The sort of file route that reads such an event. */
    static String kind(Event event) {
        return event instanceof Row ? "csv" : "json";
    }

    /** A payload preview as pasted, byte order mark or not. */
    static JsonNode parse(Path file, byte[] pasted) {
        String text = new String(pasted, StandardCharsets.UTF_8);
        try {
            JsonNode preview = Json.exact().readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
            if (preview != null && preview.path("body").path("xdmEntity").isObject()) {
                return preview;
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ProblemsException(List.of(Problem.error(Location.of(file.toString(), line), "is no JSON from here on")
                    .fix("copy the whole payload preview again")), e);
        }
        throw new ProblemsException(Problem.error(Location.of(file.toString()), "is no payload preview: it has no /body/xdmEntity")
                .fix("copy the whole preview, from its first { to its last }"));
    }
}
