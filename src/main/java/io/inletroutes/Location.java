package io.inletroutes;

/**
 * A place in a file that somebody can open.
 *
 * @param file   path as the user knows it (relative to the home where it lies inside), with {@code /}; never null, may be empty
 * @param line   1-based line, 0 when the whole file is meant
 * @param column 1-based column in characters, 0 when the whole line is meant
 */
public record Location(String file, int line, int column) implements Comparable<Location> {

    /** No place is known. */
    public static final Location NONE = new Location("", 0, 0);

    public Location {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line and column count from 1; 0 means not known");
        }
    }

    /** The whole of {@code file}. */
    public static Location of(String file) {
        return new Location(file, 0, 0);
    }

    /** One line of {@code file}. */
    public static Location of(String file, int line) {
        return new Location(file, line, 0);
    }

    /** Sorts by file, then line, then column. */
    @Override
    public int compareTo(Location other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** {@code file:line:column} without the parts that are not known, so that editors and terminals can jump there. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
