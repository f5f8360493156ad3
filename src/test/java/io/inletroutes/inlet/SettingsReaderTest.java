package io.inletroutes.inlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

    private final Map<String, String> settings = new HashMap<>(Map.of("inlet.url", "https://dcs.adobedc.net/collection/abc", "inlet.ims-org-id", "A@AdobeOrg"));

    @Test
    void neverTakesWhereAndWhoFromTheDefaultInlet() {
        settings.putAll(Map.of("inlet.batch.url", "https://x/collection/batch/abc", "inlet.sandbox-name", "prod", "inlet.flow-id", "f",
                "inlet.auth.client-id", "i", "inlet.auth.client-secret", "s", "inlet.batch.linger", "7ms",
                "inlet.crm.url", "https://dcs.adobedc.net/collection/crm", "inlet.crm.ims-org-id", "B@AdobeOrg"));

        InletSettings crm = read("crm");

        assertThat(crm.batch()).contains(URI.create("https://dcs.adobedc.net/collection/batch/crm"));
        assertThat(crm.sandbox()).isEmpty();
        assertThat(crm.flow()).isEmpty();
        assertThat(crm.auth().kind()).isEqualTo(InletSettings.Auth.Kind.NONE);
        assertThat(crm.batches().linger()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void namesEveryMissingSettingOfAnInlet() {
        List<Problem> problems = reader("crm").check();

        assertThat(problems).extracting(Problem::message).containsExactly("inlet.crm.url is not set", "inlet.crm.ims-org-id is not set");
    }

    @Test
    void takesHeadersOfTheDefaultInletButNoSecretOnes() {
        settings.putAll(Map.of("inlet.headers.x-team", "t", "inlet.headers.Authorization", "no", "inlet.crm.headers.x-own", "o",
                "inlet.crm.url", "https://dcs.adobedc.net/collection/crm", "inlet.crm.ims-org-id", "B@AdobeOrg"));

        assertThat(read("crm").headers()).isEqualTo(Map.of("x-team", "t", "x-own", "o"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://h/collection/ID,               https://h/collection/ID,       https://h/collection/batch/ID
            https://h/collection/batch/ID,         https://h/collection/ID,       https://h/collection/batch/ID
            https://h/collection/ID?a=b,           https://h/collection/ID?a=b,   https://h/collection/batch/ID?a=b
            https://h/collection/batch/ID?a=b,     https://h/collection/ID?a=b,   https://h/collection/batch/ID?a=b
            http://127.0.0.1:8080/collection/ID,   http://127.0.0.1:8080/collection/ID, http://127.0.0.1:8080/collection/batch/ID
            """)
    void derivesTheOtherUrlFromThePastedOne(String pasted, String single, String batch) {
        settings.put("inlet.url", pasted);

        assertThat(read("default").single()).hasToString(single);
        assertThat(read("default").batch().orElseThrow()).hasToString(batch);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            inlet.url                   | ftp://x          | inlet.url is no http or https URL
            inlet.batch.linger          | soon             | inlet.batch.linger is no duration
            inlet.batch.max-messages    | 0                | inlet.batch.max-messages is no number from 1 to 1000000
            inlet.batch.max-bytes       | 2000000          | inlet.batch.max-bytes is no number from 1 to 1048576
            inlet.sync-validation       | yes              | inlet.sync-validation is neither true nor false
            inlet.auth.client-id        | me               | inlet.auth.client-secret is not set, but the other half is
            inlet.order                 | sorted           | inlet.order is neither none nor keyed
            inlet.validate              | everything       | inlet.validate names no check of ours
            """)
    void saysWhatIsWrongWithoutTheValue(String key, String value, String message) {
        settings.put(key, value);

        assertThat(reader("default").check()).extracting(Problem::message).containsExactly(message);
    }

    @Test
    void refusesAnInletCalledLikeASetting() {
        assertThat(reader("batch").check()).extracting(Problem::message).first().asString().startsWith("an inlet cannot be called batch");
    }

    @Test
    void takesTheSimulatorAsAUrlWhenOneIsBound() {
        settings.put("inlet.url", "simulator");

        assertThat(reader("default").check()).isEmpty();
        assertThatThrownBy(() -> read("default")).isInstanceOf(ProblemsException.class).hasMessageContaining("no simulator runs");
        assertThat(new SettingsReader("default", keys("default"), Optional.of(URI.create("http://h/collection/sim"))).read().single())
                .hasToString("http://h/collection/sim");
    }

    @Test
    void hasTheDefaultsThatApplicationPropertiesPromises() throws Exception {
        InletSettings plain = read("default");
        Properties promised = new Properties();
        try (InputStream in = SettingsReader.class.getResourceAsStream("/application.properties")) {
            promised.load(in);
        }
        promised.forEach((key, value) -> {
            if (key.toString().matches("inlet\\.(batch|limit|timeout|redelivery|auth|proxy|order|validate|refusal-brake|sync-validation).*")) {
                settings.put(key.toString(), value.toString());
            }
        });

        assertThat(read("default")).isEqualTo(plain);
        assertThat(settings.keySet().stream().filter(key -> key.startsWith("inlet.redelivery.")).collect(Collectors.toSet())).hasSize(7);
    }

    private InletSettings read(String name) {
        return reader(name).read();
    }

    private SettingsReader reader(String name) {
        return new SettingsReader(name, keys(name), Optional.empty());
    }

    private InletKeys keys(String name) {
        return new InletKeys(name, key -> Optional.ofNullable(settings.get(key)), settings::keySet);
    }
}
