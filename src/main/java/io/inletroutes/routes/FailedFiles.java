package io.inletroutes.routes;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files that were put away because nothing of them could be read, with the reasons that lie beside them. */
final class FailedFiles {

    private static final String REASON = ".reason.txt";
    private static final String FIX = "  fix ";

    private final Home home;
    private final IntakeFolders folders;

    /**
     * What is known of one of them.
     *
     * @param keptAs its name in {@code failed/}
     * @param folder it was put into
     * @param time   when
     * @param sent   what of it was sent before, in a sentence
     */
    record Note(String keptAs, Path folder, Instant time, Problem problem, String sent) {

        /** Whether the reason was found before the first event went out. */
        boolean isUnsent() {
            return sent.startsWith("Nothing");
        }
    }

    FailedFiles(Home home, IntakeFolders folders) {
        this.home = home;
        this.folders = folders;
    }

    /** Those of that time and later that still lie there, the last first. A folder that comes or goes meanwhile is passed over. */
    List<InboxFiles.Failed> since(Instant time) {
        return notes(file -> true, time).stream().filter(note -> Files.exists(note.folder().resolve(note.keptAs()))).map(note -> new InboxFiles.Failed(note.time(), note.problem())).toList();
    }

    /** Those that came under that name, the last first: a second one lies there with a number in its name. */
    List<Note> named(String name) {
        int dot = name.indexOf('.', 1);
        String stem = dot < 0 ? name : name.substring(0, dot);
        Pattern kept = Pattern.compile(Pattern.quote(stem) + "(-\\d+)?" + Pattern.quote(name.substring(stem.length())));
        return notes(file -> kept.matcher(file).matches(), Instant.MIN);
    }

    private List<Note> notes(Predicate<String> names, Instant since) {
        List<Note> found = new ArrayList<>();
        for (Path intake : folders.all()) {
            Path folder = intake.resolve("failed");
            try (Stream<Path> all = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
                for (Path file : (Iterable<Path>) all.filter(path -> path.toString().endsWith(REASON))::iterator) {
                    Instant failed = Files.getLastModifiedTime(file).toInstant();
                    String keptAs = file.getFileName().toString().substring(0, file.getFileName().toString().length() - REASON.length());
                    if (!failed.isBefore(since) && names.test(keptAs)) {
                        List<String> lines = Files.readAllLines(file);
                        found.add(new Note(keptAs, folder, failed, problem(home.show(folder.resolve(keptAs)), lines), lines.isEmpty() ? "" : lines.get(lines.size() - 1)));
                    }
                }
            } catch (IOException e) {
                continue;
            }
        }
        found.sort(Comparator.comparing(Note::time).reversed());
        return List.copyOf(found);
    }

    /** What we wrote there ourselves; somebody else's text is not told. */
    private static Problem problem(String kept, List<String> lines) {
        String first = lines.isEmpty() ? "" : lines.get(0).replaceFirst("^[^:]+(:\\d+)*: ", "");
        Problem problem = Problem.error(Location.of(kept), first);
        return lines.stream().filter(line -> line.startsWith(FIX)).findFirst().map(line -> problem.fix(line.substring(FIX.length()).strip())).orElse(problem);
    }
}
