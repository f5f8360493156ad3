package io.inletroutes.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** The events of every side: loyalty sign-ups of nine variables whose payload is about 1 KB. Seeded, so each run sends the same. */
final class BenchData {

    static final String ORGANISATION = "7BF122A65C5B3FE40A494026@AdobeOrg";
    private static final String[] NAMES = {"Amélie", "Sean", "Li", "Zoë", "Jürgen", "Ana", "Bob", "Chiara", "Dimitri", "Edith"};

    private BenchData() {
    }

    static String id(int row) {
        String digits = Integer.toString(row);
        return "b-" + "000000000".substring(digits.length()) + digits;
    }

    /** Writes {@code rows} rows under a heading, numbered from {@code first}. */
    static void csv(Path file, int first, int rows, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("signup_id,signed_up_at,email,first_name,last_name,gender,birth_year,store,points\n");
            for (int row = first; row < first + rows; row++) {
                String name = NAMES[random.nextInt(NAMES.length)];
                out.append(id(row)).append(",2024-03-0").append((char) ('1' + random.nextInt(9))).append("T08:15:30Z,c").append(Integer.toString(row))
                        .append("@example.org,").append(name).append(",\"Last, ").append(Integer.toString(random.nextInt(10_000)))
                        .append("\",female,").append(Integer.toString(1940 + random.nextInt(65))).append(",store-").append(Integer.toString(random.nextInt(400)))
                        .append(',').append(Integer.toString(random.nextInt(5_000))).append('\n');
            }
        }
    }

    /** The same events, one JSON object a line, nested. */
    static void jsonLines(Path file, int first, int rows, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int row = first; row < first + rows; row++) {
                out.append("{\"id\":\"").append(id(row)).append("\",\"at\":\"2024-03-01T08:15:30Z\",\"customer\":{\"email\":\"c").append(Integer.toString(row))
                        .append("@example.org\",\"first\":\"").append(NAMES[random.nextInt(NAMES.length)]).append("\",\"last\":\"Last\",\"gender\":\"female\",\"born\":")
                        .append(Integer.toString(1940 + random.nextInt(65))).append("},\"store\":\"store-1\",\"points\":").append(Integer.toString(random.nextInt(5_000))).append("}\n");
            }
        }
    }

    /** One of these events as it comes in a JMS message: about 1 KB, of which the mapping takes nine values. */
    static String message(int row, SplittableRandom random) {
        StringBuilder text = new StringBuilder(1200).append("{\"id\":\"").append(id(row)).append("\",\"at\":\"2024-03-01T08:15:30Z\",\"customer\":{\"email\":\"c").append(row)
                .append("@example.org\",\"first\":\"").append(NAMES[random.nextInt(NAMES.length)]).append("\",\"last\":\"Last\",\"gender\":\"female\",\"born\":").append(1940 + random.nextInt(65))
                .append("},\"store\":\"store-1\",\"points\":").append(random.nextInt(5_000)).append(",\"lines\":[");
        for (int line = 1; line <= 8; line++) {
            text.append(line == 1 ? "" : ",").append("{\"line\":").append(line).append(",\"sku\":\"MUG-").append(random.nextInt(1_000_000)).append("\",\"description\":\"a mug of stoneware\",\"quantity\":")
                    .append(1 + random.nextInt(9)).append(",\"amount\":").append(random.nextInt(100)).append(".9}");
        }
        return text.append("]}").toString();
    }

    /** The payload with its variable places filled by JSON-ready text; {@code birthYear} and {@code points} are written as they are. */
    static String payload(String id, String timestamp, String email, String first, String last, String gender, String birthYear, String store, String points,
            String msgId, String datasetId) {
        return """
                {"header":{"msgType":"xdmEntityCreate","msgId":"%s","msgVersion":"1.0","xactionId":"%s","datasetId":"%s","imsOrgId":"%s",\
                "schemaRef":{"id":"https://ns.adobe.com/instancename/schemas/5f0a3c1be7d24f7d9a51c0c1d3d0a6f2","contentType":"application/vnd.adobe.xed-full+json;version=1"},\
                "source":{"name":"Journeys"}},"body":{"xdmMeta":{"schemaRef":{"id":"https://ns.adobe.com/instancename/schemas/5f0a3c1be7d24f7d9a51c0c1d3d0a6f2",\
                "contentType":"application/vnd.adobe.xed-full+json;version=1"}},"xdmEntity":{"_id":"%s","timestamp":"%s","identityMap":{"Email":[{"id":"%s"}]},\
                "_instance_name":{"person":{"firstName":"%s","lastName":"%s","gender":"%s","birthYear":%s,"emailAddress":"%s"},"loyalty":{"store":"%s","points":%s}},\
                "_experience":{"campaign":{"orchestration":{"eventID":"5f0a3c1be7d24f7d9a51c0c1d3d0a6f2e5c8b7a19d0e4f3321aa90bb77cc01d5"}}}}}}"""
                .formatted(msgId, msgId, datasetId, ORGANISATION, id, timestamp, email, first, last, gender, birthYear, email, store, points);
    }
}
