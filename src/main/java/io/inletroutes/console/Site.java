package io.inletroutes.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each request: whom it lets in, which page, and the headers that keep a browser safe. A page that fails is answered without a
 * word of why, because a foreign message may hold an event's value.
 */
final class Site {

    private static final Logger LOG = LoggerFactory.getLogger(Site.class);
    private static final int MOST_ASKED = 4 << 20;
    private static final int MOST_OF_STRANGERS = 8 << 10;
    private static final int PAGES_AT_ONCE = 8;
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Entrance entrance;
    private final Map<String, Supplier<Page>> pages;
    private final OperationsPage operations;
    private final Views views;
    private final Login login;
    private final Semaphore making = new Semaphore(PAGES_AT_ONCE); // what waits for slow browsers holds no place

    Site(Entrance entrance, Map<String, Supplier<Page>> pages, OperationsPage operations, Views views) {
        this.entrance = entrance;
        this.pages = Map.copyOf(pages);
        this.operations = operations;
        this.views = views;
        this.login = new Login(entrance);
    }

    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Page page = page(exchange);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", page.type());
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("X-Frame-Options", "DENY");
            headers.set("Referrer-Policy", "same-origin"); // with no-referrer a browser would hide the origin of our own forms
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Content-Security-Policy", POLICY);
            page.headers().forEach(headers::set);
            boolean head = "HEAD".equals(exchange.getRequestMethod());
            long length = page.file() == null ? page.body().length : Files.size(page.file());
            exchange.sendResponseHeaders(page.status(), head || length == 0 ? -1 : length);
            if (!head && page.file() != null) {
                Files.copy(page.file(), exchange.getResponseBody());
            } else if (!head) {
                exchange.getResponseBody().write(page.body());
            }
        }
    }

    private Page page(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        if (!entrance.isOwnName(exchange.getRequestHeaders().getFirst("Host"))) {
            return Page.text(421, "This console is not known under that name. Set console.names to the names it may be asked by.\n");
        }
        if (path == null || !path.startsWith("/") || path.contains("..") || path.contains("//") || path.contains("\\") || path.chars().anyMatch(c -> c < ' ')) {
            return Page.empty(404);
        }
        if (!Entrance.isWelcome(exchange.getRequestHeaders()) && !method.equals("POST")) {
            return Page.text(403, "A page elsewhere asked for this. Open the console itself.\n");
        }
        if (method.equals("POST") && path.equals(OperationsPage.PATH)) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            return operations.answer(authorization, operations.knows(authorization) ? exchange.getRequestBody().readNBytes(MOST_ASKED) : new byte[0]);
        }
        if (!method.equals("GET") && !method.equals("HEAD") && !method.equals("POST")) {
            return Page.empty(405).with("Allow", "GET, HEAD, POST");
        }
        Optional<Entrance.Visitor> visitor = entrance.visitor(exchange);
        if (visitor.isEmpty() && !entrance.isFree(path)) {
            return turnAway(exchange, method);
        }
        int most = visitor.isPresent() ? MOST_ASKED : MOST_OF_STRANGERS;
        byte[] body = method.equals("POST") ? exchange.getRequestBody().readNBytes(most + 1) : new byte[0];
        if (body.length > most) {
            return Page.empty(413);
        }
        Entrance.Visitor known = visitor.orElse(new Entrance.Visitor("", null));
        Request request = new Request(method, path, Fields.parse(exchange.getRequestURI().getRawQuery()), Fields.parse(new String(body, StandardCharsets.UTF_8)), known.csrf(), known.session() != null);
        return request.isPost() ? posted(exchange, request, known) : got(exchange, request);
    }

    private Page turnAway(HttpExchange exchange, String method) {
        Optional<Duration> locked = entrance.lockedOut(exchange);
        if (locked.isPresent()) {
            return Login.lockedOut(locked.get());
        }
        String accepts = exchange.getRequestHeaders().getFirst("Accept");
        boolean person = method.equals("GET") && accepts != null && accepts.contains("text/html") && exchange.getRequestHeaders().getFirst("Authorization") == null;
        return person ? Page.seeOther(Login.PATH) : Page.text(401, "This console asks for a user and password, or a token.\n").with("WWW-Authenticate", "Bearer");
    }

    private Page posted(HttpExchange exchange, Request request, Entrance.Visitor visitor) {
        if (request.path().equals(Login.PATH)) {
            return login.answer(exchange, request);
        }
        if (!entrance.isOurs(exchange.getRequestHeaders(), visitor, request.form().exact("csrf").orElse(null))) {
            return Page.text(403, "This did not come from a page of this console, or that page is out of date. Load it again.\n");
        }
        if (request.path().equals("/logout")) {
            entrance.logout(visitor.session());
            return Page.seeOther(Login.PATH).with("Set-Cookie", Entrance.cookieName(exchange) + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
        }
        return views.action(request.path()).map(action -> view(action, request)).orElse(Page.empty(405).with("Allow", "GET, HEAD"));
    }

    private Page got(HttpExchange exchange, Request request) {
        if (request.path().equals(Login.PATH)) {
            return login.answer(exchange, request);
        }
        Supplier<Page> maker = pages.get(request.path());
        if (maker != null) {
            return view(any -> maker.get(), request);
        }
        Optional<View> view = views.page(request.path());
        return view.isPresent() ? view(view.get(), request) : Assets.find(request.path()).orElse(Page.empty(404));
    }

    private Page view(View view, Request request) {
        making.acquireUninterruptibly();
        try {
            return view.answer(request);
        } catch (ProblemsException e) {
            Html html = new Html();
            for (Problem problem : e.problems()) {
                html.leaf("pre", problem, "class", "problem", "role", "alert");
            }
            return views.frame().page(409, request, "That cannot be done", html);
        } catch (Exception e) {
            LOG.warn("A page of the console failed: {}", e.getClass().getName());
            return pages.containsKey(request.path()) ? Page.empty(500)
                    : views.frame().page(500, request, "That did not work", new Html().leaf("p", "The page failed with " + e.getClass().getSimpleName() + "; the log of the instance says more."));
        } finally {
            making.release();
        }
    }
}
