package io.inletroutes.console;

import io.inletroutes.Location;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the console listens and whom it lets in.
 *
 * @param address  where it listens
 * @param port     the first one tried; 0 takes any
 * @param user     who logs in
 * @param password null when nobody can log in with one
 * @param token    null when there is none
 * @param names    further names under which browsers may ask for it
 * @param edit     whether the workbench may write mappings
 */
public record ConsoleSettings(InetAddress address, int port, String user, String password, String token, Set<String> names, boolean edit) {

    private static final int SHORTEST_PASSWORD = 8;
    private static final int SHORTEST_TOKEN = 16;

    public ConsoleSettings {
        names = Set.copyOf(names);
    }

    /** Loopback, with nothing asked. */
    static ConsoleSettings open(int port) {
        return new ConsoleSettings(InetAddress.getLoopbackAddress(), port, "operator", null, null, Set.of(), false);
    }

    /** @throws ProblemsException when one is wrong, or the console could be reached from elsewhere without a password */
    public static ConsoleSettings from(Function<String, Optional<String>> settings) {
        String host = settings.apply("console.host").orElse("127.0.0.1").strip();
        InetAddress address = address(host);
        String password = secret(settings, "console.password", SHORTEST_PASSWORD);
        String token = secret(settings, "console.token", SHORTEST_TOKEN);
        if (!address.isLoopbackAddress() && password == null && token == null) {
            throw problem("console.host is " + host + ", which others can reach, and neither console.password nor console.token is set",
                    "set one of them, or set console.host to 127.0.0.1 and reach it through an SSH tunnel");
        }
        Set<String> names = Stream.of(settings.apply("console.names").orElse("").split(",")).map(name -> name.strip().toLowerCase(Locale.ROOT)).filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        return new ConsoleSettings(address, port(settings.apply("console.port").orElse("8080").strip()), settings.apply("console.user").orElse("operator").strip(), password, token, names,
                edit(settings.apply("console.edit").orElse("false").strip()));
    }

    /** Whether visitors must say who they are. */
    boolean asks() {
        return password != null || token != null;
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw problem("console.host is " + host + ", which is no address of this machine", "set it to 127.0.0.1, or to an address that others reach this machine by");
        }
    }

    private static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        throw problem("console.port is no port number", "write a port such as 8080");
    }

    private static boolean edit(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw problem("console.edit is neither true nor false", "write false where events of customers are delivered");
    }

    private static String secret(Function<String, Optional<String>> settings, String name, int shortest) {
        String set = settings.apply(name).map(String::strip).filter(text -> !text.isEmpty()).orElse(null);
        String value = set != null && set.startsWith("file:") ? read(name, set.substring("file:".length())) : set;
        if (value != null && value.length() < shortest) {
            throw problem(name + " has fewer than " + shortest + " characters", "choose a longer one that nobody guesses");
        }
        return value;
    }

    private static String read(String name, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw problem("the file that " + name + " names cannot be read", "look at its path and its rights");
        }
    }

    private static ProblemsException problem(String what, String cure) {
        return new ProblemsException(List.of(Problem.error(Location.NONE, what).fix(cure)));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "console at " + address + ":" + port;
    }
}
