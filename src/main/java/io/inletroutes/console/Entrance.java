package io.inletroutes.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells who asks, and turns away whoever may not. Thread-safe. */
final class Entrance {

    private static final Pattern OWN_HOST = Pattern.compile("(localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+])(:\\d+)?", Pattern.CASE_INSENSITIVE);

    /**
     * Somebody who may look.
     *
     * @param csrf    what this visitor's forms must hold
     * @param session null without one
     */
    record Visitor(String csrf, String session) {
    }

    private final ConsoleSettings settings;
    private final String key;
    private final Sessions sessions;
    private final Lockout lockout;
    private final Visitor anybody;
    private final String loginCsrf;

    /** @param key lets the commands in that may read the data folder */
    Entrance(ConsoleSettings settings, String key, Clock clock) {
        this.settings = settings;
        this.key = key;
        this.sessions = new Sessions(clock);
        this.lockout = new Lockout(clock);
        this.anybody = new Visitor(sessions.secret(), null);
        this.loginCsrf = sessions.secret();
    }

    /** A web page elsewhere could make a browser ask us under a name of its own (DNS rebinding): such a name is not answered. Addresses cannot be rebound. */
    boolean isOwnName(String host) {
        return host != null && (OWN_HOST.matcher(host).matches() || settings.names().contains(host.toLowerCase(java.util.Locale.ROOT).replaceFirst(":\\d+$", "")));
    }

    /** Health is for whoever watches over the process; the login page for whoever is not known yet. */
    boolean isFree(String path) {
        return !settings.asks() || path.equals(Login.PATH) || path.startsWith("/assets/") || path.equals("/observe/health") || path.startsWith("/observe/health/");
    }

    /** Empty when it is not known who asks, or they are wrong about the password. */
    Optional<Visitor> visitor(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        if (same("Bearer " + key, headers.getFirst("Authorization"))) {
            return Optional.of(anybody);
        }
        if (!settings.asks()) {
            return Optional.of(anybody);
        }
        Optional<Sessions.Session> session = sessions.find(cookie(exchange));
        if (session.isPresent()) {
            return Optional.of(new Visitor(session.get().csrf(), session.get().id()));
        }
        String authorization = headers.getFirst("Authorization");
        return authorization != null && isRight(address(exchange), () -> isRight(authorization)) ? Optional.of(anybody) : Optional.empty();
    }

    /** How long the address that asks is locked out. */
    Optional<Duration> lockedOut(HttpExchange exchange) {
        return lockout.remaining(address(exchange));
    }

    /** A session for whoever knows user and password, or the token in the password's place. */
    Optional<Sessions.Session> login(HttpExchange exchange, String user, String password) {
        return isRight(address(exchange), () -> isRight(user, password)) ? Optional.of(sessions.start()) : Optional.empty();
    }

    void logout(String session) {
        sessions.end(session);
    }

    /** What a form of the login page must hold: everybody may read it, so it is good for nothing else. */
    String loginCsrf() {
        return loginCsrf;
    }

    /**
     * Whether a browser may be given this: no page elsewhere can have it load a picture, a frame or data from here, which would keep the instance at work for a stranger. Links
     * from elsewhere are followed. Programs say nothing of where they come from.
     */
    static boolean isWelcome(Headers headers) {
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean followed = "navigate".equals(headers.getFirst("Sec-Fetch-Mode")) && "document".equals(headers.getFirst("Sec-Fetch-Dest"));
        return site == null || site.equals("same-origin") || site.equals("none") || followed;
    }

    /** Whether a request that changes something comes from a page of ours: by its form, and by what the browser says of it. */
    boolean isOurs(Headers headers, Visitor visitor, String csrf) {
        String origin = headers.getFirst("Origin");
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean sameOrigin = origin == null || List.of("http://" + headers.getFirst("Host"), "https://" + headers.getFirst("Host")).contains(origin);
        return sameOrigin && (site == null || site.equals("same-origin")) && same(visitor.csrf(), csrf);
    }

    private interface Proof {
        boolean holds();
    }

    private boolean isRight(String address, Proof proof) {
        if (lockout.remaining(address).isPresent()) {
            return false;
        }
        if (proof.holds()) {
            lockout.right(address);
            return true;
        }
        lockout.wrong(address);
        return false;
    }

    private boolean isRight(String authorization) {
        if (authorization.startsWith("Basic ")) {
            try {
                String[] pair = new String(Base64.getDecoder().decode(authorization.substring("Basic ".length()).strip()), StandardCharsets.UTF_8).split(":", 2);
                return pair.length == 2 && isRight(pair[0], pair[1]);
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
        return settings.token() != null && same("Bearer " + settings.token(), authorization);
    }

    private boolean isRight(String user, String password) {
        boolean byPassword = settings.password() != null && same(settings.user(), user) & same(settings.password(), password);
        return byPassword || settings.token() != null && same(settings.token(), password);
    }

    /** Takes as long for a wrong text as for a right one. */
    private static boolean same(String expected, String given) {
        return given != null && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** With the port in it: browsers send a host's cookies to all its ports, and instances would log each other out. */
    static String cookieName(HttpExchange exchange) {
        return "inlet-routes-" + exchange.getLocalAddress().getPort();
    }

    private static String cookie(HttpExchange exchange) {
        String start = cookieName(exchange) + "=";
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream().flatMap(line -> Stream.of(line.split(";\\s*"))).filter(one -> one.startsWith(start)).findFirst()
                .map(one -> one.substring(start.length())).orElse(null);
    }

    private static String address(HttpExchange exchange) {
        InetAddress address = exchange.getRemoteAddress().getAddress();
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? address.getHostAddress() : HexFormat.of().formatHex(bytes, 0, 8); // one machine has all addresses of its network to guess from
    }
}
