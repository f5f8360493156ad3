package io.inletroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An Artemis broker in a process of its own, its queues on the disk. */
final class BrokerProcess implements AutoCloseable {

    private final Process process;
    private final Path folder;
    private final String url;

    private BrokerProcess(Process process, Path folder, String url) {
        this.process = process;
        this.folder = folder;
        this.url = url;
    }

    static BrokerProcess start(Path folder) throws IOException {
        return start(folder, 0);
    }

    private static BrokerProcess start(Path folder, int port) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), BrokerProcess.class.getName(), folder.toString(), Integer.toString(port))
                        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith("tcp://")) {
            line = out.readLine();
        }
        assertThat(line).as("the broker's address").isNotNull();
        return new BrokerProcess(process, folder, line);
    }

    String url() {
        return url;
    }

    /** SIGKILL; {@link #again} starts one with its queues at the same address. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    BrokerProcess again() throws IOException {
        return start(folder, Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)));
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** Says its address on standard output and stays until it is killed. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        if (port == 0) {
            try (java.net.ServerSocket free = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
        }
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(true).setSecurityEnabled(false).setJMXManagementEnabled(false).setJournalType(JournalType.NIO).setJournalFileSize(1 << 20);
        configuration.setBindingsDirectory(folder.resolve("bindings").toString()).setJournalDirectory(folder.resolve("journal").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString()).setPagingDirectory(folder.resolve("paging").toString());
        configuration.addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port);
        configuration.addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1).setAutoCreateQueues(true).setAutoCreateAddresses(true)
                .setAutoDeleteQueues(false).setAutoDeleteAddresses(false));
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration);
        server.start();
        System.out.println("tcp://127.0.0.1:" + port);
    }
}
