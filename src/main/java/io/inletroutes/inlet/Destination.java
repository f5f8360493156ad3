package io.inletroutes.inlet;

import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;

/** Where requests of one kind go, with the headers that are the same for all of them: made once, not for each request. */
final class Destination {

    private final URI url;
    private final HttpRoute route;
    private final Header[] headers;

    /** @param direct whether its requests go by {@link DirectClient}, which adds no headers as HttpClient does */
    Destination(URI url, InletSettings settings, boolean direct) {
        HttpPost model = new HttpPost(url);
        this.url = url;
        this.route = new HttpRoute(RoutingSupport.normalize(new HttpHost(model.getScheme(), model.getAuthority()), null), null,
                URIScheme.HTTPS.same(model.getScheme()));
        settings.headers().forEach(model::setHeader);
        model.setHeader("x-gw-ims-org-id", settings.organisation());
        settings.sandbox().ifPresent(sandbox -> model.setHeader("x-sandbox-name", sandbox));
        settings.flow().ifPresent(flow -> model.setHeader("x-adobe-flow-id", flow));
        if (direct) {
            Map<String, Object> usual = Map.of("Host", model.getAuthority(), "Accept-Encoding", DirectClient.ENCODINGS, "Connection", "keep-alive",
                    "User-Agent", HttpClients.USER_AGENT);
            usual.keySet().stream().filter(name -> !model.containsHeader(name)).forEach(name -> model.setHeader(name, usual.get(name)));
        }
        this.headers = model.getHeaders();
    }

    URI url() {
        return url;
    }

    /** Without a proxy. */
    HttpRoute route() {
        return route;
    }

    HttpPost post() {
        HttpPost post = new HttpPost(url);
        post.setHeaders(headers);
        return post;
    }
}
