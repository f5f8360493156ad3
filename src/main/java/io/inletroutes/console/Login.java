package io.inletroutes.console;

import com.sun.net.httpserver.HttpExchange;
import java.time.Duration;
import java.util.Optional;

/** The page that asks who somebody is. */
final class Login {

    static final String PATH = "/login";

    private final Entrance entrance;

    Login(Entrance entrance) {
        this.entrance = entrance;
    }

    /** Shows the form, or takes it. */
    Page answer(HttpExchange exchange, Request request) {
        Optional<Duration> locked = entrance.lockedOut(exchange);
        if (locked.isPresent()) {
            return lockedOut(locked.get());
        }
        if (!request.isPost()) {
            return form(200, null);
        }
        if (!entrance.isOurs(exchange.getRequestHeaders(), new Entrance.Visitor(entrance.loginCsrf(), null), request.form().exact("csrf").orElse(null))) {
            return form(403, "The form was out of date. Try again.");
        }
        Optional<Sessions.Session> session = entrance.login(exchange, request.form().exact("user").orElse(""), request.form().exact("password").orElse(""));
        if (session.isEmpty()) {
            Optional<Duration> now = entrance.lockedOut(exchange);
            return now.isPresent() ? lockedOut(now.get()) : form(401, "That is not the user and password of this console.");
        }
        return Page.seeOther("/").with("Set-Cookie", Entrance.cookieName(exchange) + "=" + session.get().id() + "; Path=/; HttpOnly; SameSite=Strict");
    }

    static Page lockedOut(Duration left) {
        Html html = new Html().leaf("p", "Too many wrong passwords came from your address. Try again in " + (left.toMinutes() + 1) + " minutes.", "class", "problem", "role", "alert");
        return Frame.bare(429, "Locked out", html).with("Retry-After", Long.toString(left.toSeconds() + 1));
    }

    private Page form(int status, String problem) {
        Html html = new Html();
        if (problem != null) {
            html.leaf("p", problem, "class", "problem", "role", "alert");
        }
        html.open("form", "method", "post", "action", PATH, "class", "login").empty("input", "type", "hidden", "name", "csrf", "value", entrance.loginCsrf());
        html.leaf("label", "User", "for", "user").empty("input", "id", "user", "name", "user", "autocomplete", "username", "autofocus", "");
        html.leaf("label", "Password or token", "for", "password").empty("input", "id", "password", "name", "password", "type", "password", "required", "", "autocomplete", "current-password");
        html.leaf("button", "Log in", "class", "main").close();
        return Frame.bare(status, "Log in", html);
    }
}
