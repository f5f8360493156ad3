package io.inletroutes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.inletroutes.Problem;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances that ask for the same at the same moment: one of them is in the middle of its transaction. */
class ClaimsTest {

    private static final String TAKE = "insert into file_claim (held_by, held_until, route, fingerprint) values ('other', current_timestamp + interval '1' day, 'r', '%s')";

    /** A transaction that waits for another gives up after a millisecond. */
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=1";
    private Claims claims;
    private Connection other;
    private Step beforeRollback = () -> { };
    private Step afterCommit = () -> { };

    private interface Step {
        void run() throws SQLException;
    }

    @BeforeEach
    void open() throws IOException, SQLException {
        claims = new Claims(Database.open(new Steps()), "this", System::nanoTime);
        other = DriverManager.getConnection(url);
        other.setAutoCommit(false);
    }

    @AfterEach
    void close() throws IOException, SQLException {
        claims.close();
        other.close();
    }

    @Test
    void leavesATickToTheInstanceThatIsTakingIt() throws Exception {
        inTheOther(TAKE.formatted("tick 1"));
        beforeRollback = other::commit;

        assertThat(claims.takeTick("r", "1")).isFalse();
    }

    @Test
    void takesATickThatTheOtherInstanceGaveBack() throws Exception {
        inTheOther(TAKE.formatted("tick 1"));
        beforeRollback = other::rollback;

        assertThat(claims.takeTick("r", "1")).isTrue();
        assertThat(claims.takeTick("r", "1")).isFalse();
    }

    @Test
    void takesATickWhileTheOtherInstanceForgetsOldOnes() throws Exception {
        inTheOther(TAKE.formatted("tick 1"));
        inTheOther("update file_claim set held_by = 'tick', held_until = current_timestamp - interval '1' second");
        other.commit();
        inTheOther("delete from file_claim");

        assertThat(claims.takeTick("r", "2")).isTrue();
    }

    /** The claim is there, and the one who asks again on a new connection made it. */
    @Test
    void takesATickWhoseCommitWasNotAnswered() throws Exception {
        afterCommit = () -> {
            if (isTaken("tick 1")) {
                afterCommit = () -> { };
                throw new SQLException("cut", "08006");
            }
        };

        assertThat(claims.takeTick("r", "1")).isTrue();
        assertThat(claims.takeTick("r", "1")).isFalse();
    }

    @Test
    void leavesAFileToTheInstanceThatIsTakingIt() throws Exception {
        inTheOther(TAKE.formatted("f1"));

        assertThat(claims.take("r", "f1")).isFalse();
    }

    private void inTheOther(String sql) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    private boolean isTaken(String fingerprint) throws SQLException {
        try (Statement statement = other.createStatement()) {
            return statement.executeQuery("select 1 from file_claim where fingerprint = '" + fingerprint + "'").next();
        }
    }

    /** Connections that do something before or after, and that are of no more use after a commit that failed. */
    private final class Steps implements Store {

        @Override
        public Connection connect() throws SQLException {
            Connection real = DriverManager.getConnection(url);
            boolean[] cut = new boolean[1];
            return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, values) -> {
                if (method.getName().equals("rollback")) {
                    beforeRollback.run();
                }
                Object result = cut[0] && method.getName().equals("isValid") ? Boolean.FALSE : invoke(real, method, values);
                if (method.getName().equals("commit")) {
                    cut[0] = true;
                    afterCommit.run();
                    cut[0] = false;
                }
                return result;
            });
        }

        private static Object invoke(Connection real, Method method, Object... values) throws Throwable {
            try {
                return method.invoke(real, values);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        @Override
        public void begin(Connection fresh) {
            // as it is
        }

        @Override
        public boolean isDamage(SQLException error) {
            return false;
        }

        @Override
        public void putAside(SQLException damage) throws IOException {
            throw new IOException(damage);
        }

        @Override
        public Problem problem(SQLException error) {
            throw new IllegalStateException(error);
        }
    }
}
