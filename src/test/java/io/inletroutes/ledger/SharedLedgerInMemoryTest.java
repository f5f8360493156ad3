package io.inletroutes.ledger;

import java.util.UUID;

/** The shared database's SQL on H2, where no PostgreSQL is installed. */
class SharedLedgerInMemoryTest extends SharedLedgerTest {

    private final String name = UUID.randomUUID().toString();

    @Override
    String url() {
        return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
    }
}
