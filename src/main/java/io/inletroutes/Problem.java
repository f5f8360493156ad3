package io.inletroutes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something wrong, told so that the reader can mend it: what happened, where, and what to do.
 *
 * <p>Names fields and places, never their values: events hold people's data.
 *
 * @param severity whether this stops what was asked for
 * @param location where; {@link Location#NONE} when no file is concerned
 * @param message  what happened, one line, without a full stop
 * @param notes    further lines, each a label and a text ({@code event}, {@code payload}, {@code fix}), in the order shown
 */
public record Problem(Severity severity, Location location, String message, List<Note> notes) implements Comparable<Problem> {

    private static final String FIX = "fix";

    /** Whether a problem stops what was asked for. */
    public enum Severity { ERROR, WARNING }

    /** One labelled line under the message. */
    public record Note(String label, String text) {
    }

    public Problem {
        notes = List.copyOf(notes);
    }

    public static Problem error(Location location, String message) {
        return new Problem(Severity.ERROR, location, message, List.of());
    }

    public static Problem warning(Location location, String message) {
        return new Problem(Severity.WARNING, location, message, List.of());
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The same problem with one more labelled line. */
    public Problem with(String label, String text) {
        List<Note> more = new ArrayList<>(notes);
        more.add(new Note(label, text));
        return new Problem(severity, location, message, more);
    }

    /** The same problem with the place in the event's source: {@code inbox/a.csv, row 118}. */
    public Problem event(String place) {
        return with("event", place);
    }

    /** The same problem with the place in the payload, a JSON pointer. */
    public Problem payload(String pointer) {
        return with("payload", pointer);
    }

    /** The same problem with its cure. */
    public Problem fix(String cure) {
        return with(FIX, cure);
    }

    /** What {@link #fix} said first. */
    public Optional<String> cure() {
        return notes.stream().filter(note -> note.label().equals(FIX)).map(Note::text).findFirst();
    }

    /** Sorts by place, errors before warnings in the same place. */
    @Override
    public int compareTo(Problem other) {
        int byPlace = location.compareTo(other.location);
        if (byPlace != 0) {
            return byPlace;
        }
        int bySeverity = severity.compareTo(other.severity);
        return bySeverity != 0 ? bySeverity : message.compareTo(other.message);
    }

    /** The whole problem over several lines; the first can be clicked. No line break at the end. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(firstLine());
        for (Note note : notes) {
            text.append("\n  ").append(note.label());
            for (int i = note.label().length(); i < 9; i++) {
                text.append(' ');
            }
            text.append(note.text());
        }
        return text.toString();
    }

    /** Place and message alone. A warning says so. */
    public String firstLine() {
        String place = location.toString();
        String said = severity == Severity.WARNING ? "warning: " + message : message;
        return place.isEmpty() ? said : place + ": " + said;
    }
}
