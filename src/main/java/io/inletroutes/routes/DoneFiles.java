package io.inletroutes.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.Event;
import io.inletroutes.source.EventReader;
import io.inletroutes.source.ReadOptions;
import io.inletroutes.source.SourceFile;
import io.inletroutes.source.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that were read, searched again for an event: nothing of an event's values is kept elsewhere. */
public final class DoneFiles {

    private static final int MOST = 100;

    /** @param file name without its folder */
    public record Place(String file, long row) {
    }

    private DoneFiles() {
    }

    /** Where an event with that value in a top-level field stands; at most 100 places. */
    static List<Place> search(IntakeFolders folders, String field, String value) throws IOException {
        List<Place> places = new ArrayList<>();
        for (Path folder : folders.all()) {
            Path done = folder.resolve("done");
            try (Stream<Path> all = Files.isDirectory(done) ? Files.list(done) : Stream.empty()) {
                for (Path file : all.filter(Files::isRegularFile).filter(path -> !path.toString().matches(".*\\.receipt\\.(json|txt)")).toList()) {
                    search(file, field, value, places);
                }
            }
        }
        return places;
    }

    private static void search(Path file, String field, String value, List<Place> places) throws IOException {
        try (EventReader events = SourceFile.open(file, ReadOptions.DEFAULT)) {
            while (events.hasNext() && places.size() < MOST) {
                for (Event event : events.next()) {
                    JsonNode found = event.value().path(field);
                    if (found.isValueNode() && found.asText().equals(value)) {
                        places.add(new Place(file.getFileName().toString(), event.row()));
                    }
                }
            }
        } catch (UnreadableFileException e) {
            return; // read with settings of its route's own, or broken since
        }
    }
}
