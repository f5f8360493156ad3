package io.inletroutes.inlet;

import java.net.URI;

/**
 * A streaming connection of the organisation.
 *
 * @param state    {@code enabled}, or what keeps it from taking events
 * @param inletUrl where single messages go
 * @param dataType {@code xdm} or {@code raw}
 */
public record StreamingConnection(String id, String name, String state, String inletId, URI inletUrl, String dataType) {
}
