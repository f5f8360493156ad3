package io.inletroutes.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * What a careful engineer writes by hand for one file: FastCSV, JsonGenerator, the JDK's HttpClient, 500 events a request, 16 requests
 * under way. No mapping files, no redelivery, no dead letters, no restart.
 */
final class HandWritten {

    private static final int BATCH = 500;
    private static final int UNDER_WAY = 16;

    private HandWritten() {
    }

    /** Arguments: file, single inlet URL. */
    public static void main(String[] args) throws Exception {
        OwnFigures begun = OwnFigures.begin();
        URI uri = URI.create(args[1].replace("/collection/", "/collection/batch/"));
        HttpClient client = HttpClient.newHttpClient();
        Semaphore underWay = new Semaphore(UNDER_WAY);
        JsonFactory json = new JsonFactory();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(Path.of(args[0]))) {
            ByteArrayOutputStream buffer = new ByteArrayOutputStream(1 << 20);
            JsonGenerator out = begin(json, buffer);
            int count = 0;
            for (NamedCsvRecord row : rows) {
                write(out, row);
                if (++count == BATCH) {
                    send(client, uri, out, buffer, underWay);
                    buffer = new ByteArrayOutputStream(1 << 20);
                    out = begin(json, buffer);
                    count = 0;
                }
            }
            if (count > 0) {
                send(client, uri, out, buffer, underWay);
            }
        }
        underWay.acquire(UNDER_WAY);
        begun.end();
    }

    private static JsonGenerator begin(JsonFactory json, ByteArrayOutputStream buffer) throws IOException {
        JsonGenerator out = json.createGenerator(buffer);
        out.writeStartObject();
        out.writeArrayFieldStart("messages");
        return out;
    }

    private static void send(HttpClient client, URI uri, JsonGenerator out, ByteArrayOutputStream buffer, Semaphore underWay)
            throws IOException, InterruptedException {
        out.writeEndArray();
        out.writeEndObject();
        out.close();
        underWay.acquire();
        HttpRequest request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json")
                .header("x-gw-ims-org-id", BenchData.ORGANISATION).POST(HttpRequest.BodyPublishers.ofByteArray(buffer.toByteArray())).build();
        client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).whenComplete((answer, failure) -> {
            if (failure != null || answer.statusCode() != 207) {
                System.exit(1);
            }
            underWay.release();
        });
    }

    static void write(JsonGenerator out, NamedCsvRecord row) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("header");
        out.writeStringField("msgType", "xdmEntityCreate");
        out.writeStringField("msgId", row.getField("signup_id"));
        out.writeStringField("msgVersion", "1.0");
        out.writeStringField("xactionId", row.getField("signup_id"));
        out.writeStringField("datasetId", "6310a9d7c5f2e61b8e5a5f0a");
        out.writeStringField("imsOrgId", BenchData.ORGANISATION);
        schemaRef(out);
        out.writeObjectFieldStart("source");
        out.writeStringField("name", "Journeys");
        out.writeEndObject();
        out.writeEndObject();
        out.writeObjectFieldStart("body");
        out.writeObjectFieldStart("xdmMeta");
        schemaRef(out);
        out.writeEndObject();
        out.writeObjectFieldStart("xdmEntity");
        out.writeStringField("_id", row.getField("signup_id"));
        out.writeStringField("timestamp", row.getField("signed_up_at"));
        out.writeObjectFieldStart("identityMap");
        out.writeArrayFieldStart("Email");
        out.writeStartObject();
        out.writeStringField("id", row.getField("email"));
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
        out.writeObjectFieldStart("_instance_name");
        out.writeObjectFieldStart("person");
        out.writeStringField("firstName", row.getField("first_name"));
        out.writeStringField("lastName", row.getField("last_name"));
        out.writeStringField("gender", row.getField("gender"));
        out.writeNumberField("birthYear", Integer.parseInt(row.getField("birth_year")));
        out.writeStringField("emailAddress", row.getField("email"));
        out.writeEndObject();
        out.writeObjectFieldStart("loyalty");
        out.writeStringField("store", row.getField("store"));
        out.writeNumberField("points", Integer.parseInt(row.getField("points")));
        out.writeEndObject();
        out.writeEndObject();
        out.writeObjectFieldStart("_experience");
        out.writeObjectFieldStart("campaign");
        out.writeObjectFieldStart("orchestration");
        out.writeStringField("eventID", "5f0a3c1be7d24f7d9a51c0c1d3d0a6f2e5c8b7a19d0e4f3321aa90bb77cc01d5");
        for (int open = 0; open < 6; open++) {
            out.writeEndObject();
        }
    }

    private static void schemaRef(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("schemaRef");
        out.writeStringField("id", "https://ns.adobe.com/instancename/schemas/5f0a3c1be7d24f7d9a51c0c1d3d0a6f2");
        out.writeStringField("contentType", "application/vnd.adobe.xed-full+json;version=1");
        out.writeEndObject();
    }
}
