package io.inletroutes.routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.ledger.Counts;
import io.inletroutes.ledger.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A receipt beside a file in {@code done/}: for programs as JSON, for people as text. */
final class Receipts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Receipts() {
    }

    static void write(Receipt receipt, Path folder) throws IOException {
        Counts counts = receipt.counts();
        ObjectNode json = JSON.createObjectNode();
        json.put("route", receipt.route()).put("file", receipt.file()).put("keptAs", receipt.keptAs());
        json.put("started", receipt.started().toString()).put("finished", receipt.finished().toString());
        json.put("read", counts.read()).put("accepted", counts.accepted()).put("dead", counts.dead()).put("skipped", counts.skipped());
        receipt.batches().forEach(json.putArray("batches")::add);
        Files.writeString(folder.resolve(receipt.keptAs() + ".receipt.json"), json.toPrettyString() + "\n");
        Files.writeString(folder.resolve(receipt.keptAs() + ".receipt.txt"), """
                %s, read by route %s
                  read      %d
                  accepted  %d
                  dead      %d%s
                  skipped   %d%s
                  from      %s
                  to        %s
                """.formatted(receipt.file(), receipt.route(), counts.read(), counts.accepted(), counts.dead(),
                counts.dead() == 0 ? "" : "  (given back as rejected/" + receipt.keptAs() + ": mend it and drop it into the inbox again)", counts.skipped(),
                counts.skipped() == 0 ? "" : "  (accepted before)", receipt.started(), receipt.finished()));
    }
}
