package io.inletroutes.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Tells the instances that share a database apart: a name that stays with the data folder, not with the host. */
final class Instance {

    private Instance() {
    }

    static String of(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve("instance.id");
        String name = Files.exists(file) ? Files.readString(file).strip() : "";
        if (name.matches("[0-9a-f-]{36}")) {
            return name;
        }
        String fresh = UUID.randomUUID().toString();
        Files.writeString(file, fresh + "\n");
        return fresh;
    }
}
