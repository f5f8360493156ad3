package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of sources.md, as they stand there. */
class SourcesTest {

    private static final String HEADING = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n";
    private static final String JSON = "{\"signup_id\": \"%s\", \"signed_up_at\": \"2024-05-29T09:12:44+02:00\", \"first_name\": \"Noor\", \"last_name\": \"Achterberg\", "
            + "\"email\": \"noor@example.org\", \"birth_year\": \"1984\", \"tier\": \"S\", \"store\": \"Utrecht\", \"newsletter\": \"yes\"}";

    @TempDir
    Path folder;

    private RunningHome home;

    @AfterEach
    void close() throws IOException {
        if (home != null) {
            home.close();
        }
    }

    @Test
    void deliversRowsOfADatabaseOnceHoweverOftenItIsAsked() throws Exception {
        String url = "jdbc:h2:mem:" + folder.getFileName();
        try (Connection shop = DriverManager.getConnection(url)) {
            String table = "create table signups (signup_id varchar(20), signed_up_at varchar(40), first_name varchar(20), last_name varchar(20), email varchar(40), "
                    + "birth_year int, tier varchar(1), store varchar(20), newsletter varchar(3))";
            shop.createStatement().execute(table.replaceAll("(\\w+) (varchar|int)", "\"$1\" $2"));
            insert(shop, "LS-1");
            home("loyalty-signup-from-database", "shop.url = " + url + "\nshop.period = 50\n");
            awaitAccepted(1);

            insert(shop, "LS-2");

            awaitAccepted(2);
            assertThat(home.inlet().counts().repeated()).isZero();
        }
    }

    @Test
    void deliversWhatAWebServiceLists() throws Exception {
        HttpServer partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        partner.createContext("/signups", exchange -> {
            byte[] answer = ("[" + JSON.formatted("LS-1") + ", " + JSON.formatted("LS-2") + "]").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        partner.start();
        try {
            home("loyalty-signup-from-http", "shop.url = http://127.0.0.1:" + partner.getAddress().getPort() + "/signups\nshop.period = 50\n");

            awaitAccepted(2);
            assertThat(home.inlet().counts().repeated()).isZero();
        } finally {
            partner.stop(0);
        }
    }

    @Test
    void firesByACalendar() throws Exception {
        home("store-heartbeat-from-calendar", "");

        awaitAccepted(1);
    }

    @Test
    void commitsARecordOfKafkaBehindItsDelivery() throws Exception {
        TopicPartition partition = new TopicPartition("signups", 0);
        MockConsumer<Object, Object> consumer = new MockConsumer<>(OffsetResetStrategy.EARLIEST);
        prepare("loyalty-signup-from-kafka", "kafka.brokers = localhost:9092\n");
        home.routes.context().getComponent("kafka", KafkaComponent.class).setKafkaClientFactory(new DefaultKafkaClientFactory() {
            @Override
            @SuppressWarnings("rawtypes")
            public Consumer getConsumer(Properties settings) {
                return consumer;
            }
        });
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(partition));
            consumer.updateBeginningOffsets(new HashMap<>(Map.of(partition, 0L)));
            consumer.addRecord(new ConsumerRecord<>("signups", 0, 0, null, JSON.formatted("LS-1")));
            consumer.addRecord(new ConsumerRecord<>("signups", 0, 1, null, "no JSON"));
            consumer.addRecord(new ConsumerRecord<>("signups", 0, 2, null, JSON.formatted("LS-2")));
        });

        home.start();

        awaitAccepted(2);
        await().atMost(Duration.ofSeconds(30)).until(() -> consumer.committed(Set.of(partition)).get(partition) != null && consumer.committed(Set.of(partition)).get(partition).offset() == 3);
        assertThat(home.deadLetters()).hasSize(1);
    }

    @Test
    void fetchesFilesFromAnSftpServerIntoTheInbox() throws Exception {
        Path remote = Files.createDirectories(folder.resolve("remote/outgoing"));
        Files.writeString(remote.resolve("a.csv"), HEADING + "LS-1,2024-05-29T09:12:44+02:00,Noor,Achterberg,noor@example.org,1984,S,Utrecht,yes\n");
        try (SshServer server = SshServer.setUpDefaultServer()) {
            server.setHost("127.0.0.1");
            server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
            server.setPasswordAuthenticator((user, password, session) -> user.equals("shop") && password.equals("secret"));
            server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
            server.setFileSystemFactory(new VirtualFileSystemFactory(remote.getParent()));
            server.start();
            prepare("loyalty-signup-from-sftp", "partner.host = 127.0.0.1\npartner.port = " + server.getPort() + "\npartner.user = shop\npartner.password = secret\n");
            Files.copy(Path.of("routes/loyalty-signup-from-csv.camel.yaml"), home.folder.resolve("routes/loyalty-signup-from-csv.camel.yaml"));

            home.start();

            awaitAccepted(1);
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(home.inbox("loyalty-signup").resolve("done/a.csv")) && Files.exists(remote.resolve("fetched/a.csv")));
        }
    }

    private static void insert(Connection shop, String id) throws java.sql.SQLException {
        shop.createStatement().execute("insert into signups values ('" + id + "', '2024-05-29T09:12:44+02:00', 'Noor', 'Achterberg', 'noor@example.org', 1984, 'S', 'Utrecht', 'yes')");
    }

    private void home(String route, String settings) throws IOException {
        prepare(route, settings);
        home.start();
    }

    /** A home with that route of the page alone. */
    private void prepare(String route, String settings) throws IOException {
        home = RunningHome.with(folder.resolve("home"), "none", RunningHome.QUICK + settings);
        Pattern block = Pattern.compile("```yaml\\n((?:(?!```).)*?id: " + route + "\\n.*?)```", Pattern.DOTALL);
        String yaml = block.matcher(Files.readString(Path.of("src/site/markdown/sources.md"))).results().findFirst().orElseThrow().group(1);
        Files.writeString(home.folder.resolve("routes/" + route + ".camel.yaml"), yaml);
    }

    private void awaitAccepted(long events) {
        await().atMost(Duration.ofSeconds(60)).until(() -> home.inlet().counts().accepted() >= events);
    }
}
