package io.inletroutes.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Events for a crash test, some of which nobody will ever accept: as CSV rows, as JSON in each of its shapes, and as JMS messages. */
final class CrashLoad {

    static final String QUEUE = "booking-cancelled";

    private static final String HEADING = "signup_id,signed_up_at,first_name,last_name,email,birth_year,tier,store,newsletter\n";
    private static final int BAD = 25;

    private final Path inbox;
    private final Broker broker;
    private final Random random;
    private final Set<String> good = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final Map<String, Long> events = new LinkedHashMap<>();
    private int messages;
    private int files;

    CrashLoad(Path inbox, Broker broker, Random random) {
        this.inbox = inbox;
        this.broker = broker;
        this.random = random;
    }

    /** {@code _id}s that must be accepted. */
    Set<String> good() {
        return good;
    }

    /** {@code _id}s of those that must become dead letters. */
    Set<String> refused() {
        return refused;
    }

    /** How many of these came by the queue. */
    long poison() {
        return refused.stream().filter(id -> id.startsWith("BK-")).count();
    }

    /** How many events are in files. */
    long inFiles() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The files by their paths below the inbox, and how many events are in each. */
    Map<String, Long> files() {
        return events;
    }

    int messages() {
        return messages;
    }

    void csv(int rows) throws IOException {
        StringBuilder text = new StringBuilder(HEADING);
        for (int row = 0; row < rows; row++) {
            String id = "LS-" + files + "-" + row;
            String email = id + "@example.org";
            String first = "Noor";
            if (isBad(id)) {
                email = random.nextBoolean() ? "" : email; // refused by the mapping
                first = "XXX"; // refused by the inlet
            }
            text.append(id).append(",2024-05-29T09:12:44+02:00,").append(first).append(",Achterberg,").append(email).append(",1984,S,Utrecht,yes\n");
        }
        drop("loyalty-signup", "signups-" + files + ".csv", text, rows);
    }

    void json(int orders) throws IOException {
        boolean lines = random.nextBoolean();
        StringBuilder text = new StringBuilder(lines ? "" : "[\n");
        for (int order = 0; order < orders; order++) {
            String id = "SO-" + files + "-" + order;
            String placedAt = isBad(id) ? "yesterday" : "2024-05-29T11:03:27+02:00";
            text.append(order == 0 || lines ? "" : ",\n").append("{\"customer\": {\"email\": \"lena@example.org\"}, \"order\": {\"number\": \"").append(id)
                    .append("\", \"placedAt\": \"").append(placedAt).append("\", \"currency\": \"CHF\", \"total\": 73.4, \"lines\": [{\"sku\": \"MUG\", \"quantity\": 2, \"amount\": 31.8}]}}")
                    .append(lines ? "\n" : "");
        }
        drop("order-placed", "orders-" + files + (lines ? ".jsonl" : ".json"), text.append(lines ? "" : "\n]\n"), orders);
    }

    void messages(int count) {
        String[] texts = new String[count];
        for (int message = 0; message < count; message++) {
            String id = "BK-" + messages++;
            texts[message] = isBad(id) ? "no JSON, " + id : RunIT.cancellation(id);
        }
        broker.send(QUEUE, count, message -> texts[message]);
    }

    private boolean isBad(String id) {
        boolean isBad = random.nextInt(BAD) == 0;
        (isBad ? refused : good).add(id);
        return isBad;
    }

    private void drop(String folder, String name, CharSequence text, long count) throws IOException {
        Path fresh = Files.writeString(Files.createDirectories(inbox.resolve(folder)).resolve(name + ".part"), text);
        Files.move(fresh, inbox.resolve(folder).resolve(name));
        events.put(folder + "/" + name, count);
        files++;
    }
}
