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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that {@code init} learns from. */
final class SampleEvent {

    private static final int ENOUGH = 1000;

    private SampleEvent() {
    }

    /** Events of the files called {@code sample.*} in a mapping's folder; none of those that cannot be read. */
    static List<JsonNode> beside(Path folder) {
        List<JsonNode> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "sample.*")) {
            for (Path file : files) {
                found.addAll(some(file).stream().map(Event::value).toList());
            }
        } catch (IOException | ProblemsException e) { // samples help to find mistakes; that one cannot be read is told where it is used
            return found;
        }
        return found;
    }

    /** The first events of a file, CSV or JSON; at least one. */
    static List<Event> some(Path file) throws IOException {
        List<Event> some = new ArrayList<>();
        try (EventReader events = SourceFile.open(file, ReadOptions.DEFAULT)) {
            while (some.size() < ENOUGH && events.hasNext()) {
                for (Event event : events.next()) {
                    if (some.size() < ENOUGH) {
                        some.add(event);
                    }
                }
            }
        } catch (UnreadableFileException e) {
            throw new ProblemsException(List.of(e.problem()), e);
        }
        if (some.isEmpty()) {
            throw new ProblemsException(Problem.error(Location.of(file.toString()), "holds no event").fix("name a file with at least one"));
        }
        return some;
    }

    /** The sort of file route that reads such an event. */
    static String kind(Event event) {
        return event instanceof Row ? "csv" : "json";
    }

    /** A mapping.json as it stands, every digit kept. */
    static JsonNode mapping(Path file) throws IOException {
        try {
            JsonNode mapping = Json.exact().readTree(file.toFile());
            if (mapping != null && mapping.isObject()) {
                return mapping;
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ProblemsException(List.of(Problem.error(Location.of(file.toString(), line), "is no JSON from here on").fix("see what check says of it")), e);
        }
        throw new ProblemsException(Problem.error(Location.of(file.toString()), "is no mapping: an object with header and body").fix("see what check says of it"));
    }
}
