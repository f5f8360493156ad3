package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrganisationLimitsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, String> settings = new HashMap<>(Map.of("inlet.url", "https://h/collection/a", "inlet.ims-org-id", "A@AdobeOrg",
            "inlet.crm.url", "https://h/collection/b", "inlet.crm.ims-org-id", "A@AdobeOrg",
            "inlet.other.url", "https://h/collection/c", "inlet.other.ims-org-id", "B@AdobeOrg"));

    @Test
    void sharesTheLimitsAmongTheInletsOfOneOrganisation() {
        Waiting clock = new FastWaiting(1);
        OrganisationLimits limits = OrganisationLimits.of(read("default"), clock);

        assertThat(OrganisationLimits.of(read("crm"), clock)).isSameAs(limits);
        assertThat(OrganisationLimits.of(read("other"), clock)).isNotSameAs(limits);
    }

    @Test
    void letsSixtyRequestsAMinuteAskForTheVerdict() {
        Waiting clock = new FastWaiting(1);
        OrganisationLimits limits = OrganisationLimits.of(read("default"), clock);
        long now = clock.nanos();

        long last = 0;
        for (int i = 0; i < 61; i++) {
            last = limits.take(1, true, now);
        }

        assertThat(last).isBetween(59 * SECOND, 60 * SECOND);
        assertThat(limits.take(1, false, now)).as("without asking").isZero();
    }

    @Test
    void countsTheTimeThatTwoInletsWaitForTheLimitOfTheirOrganisation() throws Exception {
        try (ScriptedInlet inlet = new ScriptedInlet(ScriptedInlet::accept); TestRoutes routes = new TestRoutes(inlet.url(), new WaitedTime(),
                "inlet.limit.messages-per-second", "100", "inlet.batch.max-messages", "20",
                "inlet.crm.url", inlet.url(), "inlet.crm.ims-org-id", TestRoutes.ORGANISATION)) {
            Exchange first = routes.send(TestRoutes.chunk(200));
            Exchange second = routes.send("inlet:crm", TestRoutes.chunk(200), Map.of());

            assertThat(first.getException()).isNull();
            assertThat(second.getException()).isNull();
            double together = routes.component().metrics("default").throttledSeconds() + routes.component().metrics("crm").throttledSeconds();
            assertThat(together).as("400 at 100 a second, less the burst at first").isBetween(3.7, 3.9);
            assertThat(routes.component().metrics("crm").throttledSeconds()).as("it finds no burst left").isBetween(1.9, 2.1);
        }
    }

    private InletSettings read(String name) {
        return new SettingsReader(name, new InletKeys(name, key -> Optional.ofNullable(settings.get(key)), Set::of), Optional.empty()).read();
    }

    /** Passes by waiting alone, so that a busy machine changes nothing. */
    private static final class WaitedTime implements Waiting {

        private final AtomicLong time = new AtomicLong();

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos());
        }

        @Override
        public long nanos() {
            return time.get();
        }

        @Override
        public void await(Condition condition, long nanos) {
            time.addAndGet(nanos);
        }
    }
}
