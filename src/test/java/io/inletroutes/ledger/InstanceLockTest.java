package io.inletroutes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {

    @TempDir
    Path data;

    @Test
    void isTakenOnceInOneProcessAndFreeAgainWhenItIsClosed() throws IOException {
        try (InstanceLock lock = InstanceLock.take(data).orElseThrow()) {
            lock.describe("process 1 at http://127.0.0.1:8080");

            assertThat(InstanceLock.take(data)).isEmpty();
            assertThat(InstanceLock.describe(data)).contains("process 1 at http://127.0.0.1:8080");
        }
        assertThat(InstanceLock.describe(data)).isEmpty();
        InstanceLock.take(data).orElseThrow().close();
    }

    /** Asking a second time in the same process once let the lock go for all others. */
    @Test
    void staysTakenForOtherProcessesWhenThisOneAsksTwice() throws Exception {
        try (InstanceLock lock = InstanceLock.take(data).orElseThrow()) {
            InstanceLock.take(data);

            assertThat(takenElsewhere()).isFalse();
        }
        assertThat(takenElsewhere()).isTrue();
    }

    private boolean takenElsewhere() throws IOException, InterruptedException {
        String java = ProcessHandle.current().info().command().orElse(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        Process other = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), OtherProcess.class.getName(), data.toString()).inheritIO().start();
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return other.exitValue() == 0;
    }

    /** Ends with 0 when it gets the lock. */
    static final class OtherProcess {

        private OtherProcess() {
        }

        public static void main(String[] arguments) throws IOException {
            System.exit(InstanceLock.take(Path.of(arguments[0])).isPresent() ? 0 : 3);
        }
    }
}
