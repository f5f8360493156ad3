package io.inletroutes.ledger;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An H2 file in the data folder. Committed means handed to the operating system: a killed process loses nothing. */
final class LocalStore implements Store {

    private static final Logger LOG = LoggerFactory.getLogger(LocalStore.class);
    private static final Set<Integer> DAMAGE = Set.of(ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1);
    private static final Set<Integer> CAUSES = Set.of(DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND, DataUtils.ERROR_UNSUPPORTED_FORMAT,
            DataUtils.ERROR_BLOCK_NOT_FOUND);
    private static final long FIRST_SECOND = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
    private static final int SMALLEST_HEADER = 8_192;

    private final Path file;
    private final Clock clock;

    LocalStore(Path folder, Clock clock) {
        this.file = folder.toAbsolutePath().resolve("ledger.mv.db");
        this.clock = clock;
    }

    /** Has Java load what the first of these needs, by a database in memory that ends here. */
    static void prepare() throws SQLException {
        try (Connection gone = DriverManager.getConnection("jdbc:h2:mem:", "sa", ""); Statement statement = gone.createStatement()) {
            statement.execute("create table gone(id bigint primary key, name varchar(9))");
            try (ResultSet rows = statement.executeQuery("select name from gone where id > 1 order by id desc")) {
                rows.next();
            }
        }
    }

    @Override
    public Connection connect() throws SQLException {
        String path = file.toString().replaceFirst("\\.mv\\.db$", "");
        return DriverManager.getConnection("jdbc:h2:file:" + path + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0", "sa", "");
    }

    /** Numbers of files go on from the clock, so that none of a ledger that was lost comes again: progress and journal still name those. */
    @Override
    public void begin(Connection fresh) throws SQLException, IOException {
        long first = Math.max(1, clock.instant().getEpochSecond() - FIRST_SECOND);
        Path progress = file.resolveSibling("progress");
        if (Files.isDirectory(progress)) {
            try (Stream<Path> files = Files.list(progress)) {
                for (Path one : files.toList()) {
                    first = Math.max(first, ProgressFile.head(one).map(run -> run.id() + 1).orElse(0L));
                }
            }
        }
        try (Statement statement = fresh.createStatement()) {
            statement.execute("alter table file_run alter column id restart with " + first);
        }
    }

    @Override
    public void keepCopy(Connection old, String version) throws SQLException {
        Path copy = file.resolveSibling("ledger.version-" + version + ".zip");
        try (PreparedStatement backup = old.prepareStatement("backup to ?")) {
            backup.setString(1, copy.toString());
            backup.execute();
        }
        LOG.info("The ledger is brought up to date; as it was before it is kept as {}.", copy.getFileName());
    }

    @Override
    public boolean isDamage(SQLException error) {
        if (DAMAGE.contains(error.getErrorCode())) {
            return true;
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            boolean cutInHeader = cause instanceof EOFException && file.toFile().isFile() && file.toFile().length() < SMALLEST_HEADER;
            if (cutInHeader || cause instanceof MVStoreException store && CAUSES.contains(store.getErrorCode())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void putAside(SQLException damage) throws IOException {
        Path aside = file.resolveSibling("ledger.broken-" + clock.instant().getEpochSecond() + ".mv.db");
        Files.move(file, aside);
        LOG.error("The ledger cannot be read (error {}); it is kept as {} and a new one begins. What it knew of finished files, and which dead letters were mended or replayed, "
                + "is lost; settled rows, accepted ids and the dead letters themselves lie elsewhere and are kept.", damage.getErrorCode(), aside.getFileName());
    }

    @Override
    public Problem problem(SQLException error) {
        Location place = Location.of(file.getParent().getFileName() + "/" + file.getFileName());
        if (error.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
            return Problem.error(place, "another process has the ledger open").fix("stop that one, or set data.directory");
        }
        return Problem.error(place, "the ledger cannot be opened (H2 error " + error.getErrorCode() + ")")
                .fix("look at the rights of the file and its folder, and at the room on the disk; the ledger itself is left as it is");
    }
}
