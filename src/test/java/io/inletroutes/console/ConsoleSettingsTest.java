package io.inletroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.inletroutes.ProblemsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleSettingsTest {

    @Test
    void asksForNothingOnLoopbackUnlessToldTo() {
        assertThat(from(Map.of()).asks()).isFalse();
        assertThat(from(Map.of("console.password", "a long password")).asks()).isTrue();
        assertThat(from(Map.of("console.token", "0123456789abcdef")).asks()).isTrue();
    }

    @Test
    void doesNotListenWhereOthersReachItWithoutAPasswordOrAToken() {
        assertThatThrownBy(() -> from(Map.of("console.host", "0.0.0.0")))
                .isInstanceOf(ProblemsException.class)
                .hasMessage("""
                        console.host is 0.0.0.0, which others can reach, and neither console.password nor console.token is set
                          fix      set one of them, or set console.host to 127.0.0.1 and reach it through an SSH tunnel""");
        assertThat(from(Map.of("console.host", "0.0.0.0", "console.password", "a long password")).asks()).isTrue();
    }

    @Test
    void refusesWhatIsEasilyGuessedOrNoSetting() {
        assertThatThrownBy(() -> from(Map.of("console.password", "short"))).hasMessageStartingWith("console.password has fewer than 8 characters");
        assertThatThrownBy(() -> from(Map.of("console.token", "short"))).hasMessageStartingWith("console.token has fewer than 16 characters");
        assertThatThrownBy(() -> from(Map.of("console.port", "eighty"))).hasMessageStartingWith("console.port is no port number");
        assertThatThrownBy(() -> from(Map.of("console.edit", "yes"))).hasMessageStartingWith("console.edit is neither true nor false");
    }

    @Test
    void readsSecretsFromFilesAndNeverShowsThem(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "from a file\n");

        ConsoleSettings settings = from(Map.of("console.password", "file:" + file));

        assertThat(settings.password()).isEqualTo("from a file");
        assertThat(settings.toString()).doesNotContain("from a file");
    }

    private static ConsoleSettings from(Map<String, String> settings) {
        return ConsoleSettings.from(name -> Optional.ofNullable(settings.get(name)));
    }
}
