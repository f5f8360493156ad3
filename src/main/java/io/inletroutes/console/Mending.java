package io.inletroutes.console;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Sets one place of an event to what somebody typed. */
final class Mending {

    private Mending() {
    }

    /**
     * Changes the event. What was a number or true or false stays of that kind where the text is one.
     *
     * @param place a member's name, or a JSON pointer
     * @return false when the event has no such place and none can be made
     */
    static boolean set(JsonNode event, String place, String text) {
        JsonPointer pointer;
        try {
            pointer = place.startsWith("/") && !event.has(place) ? JsonPointer.compile(place) : JsonPointer.empty().appendProperty(place);
        } catch (IllegalArgumentException e) {
            return false;
        }
        JsonNode around = event.at(pointer.head());
        if (around instanceof ObjectNode object) {
            object.set(pointer.last().getMatchingProperty(), value(object.path(pointer.last().getMatchingProperty()), text));
            return true;
        }
        int index = pointer.last().getMatchingIndex();
        if (around instanceof ArrayNode array && index >= 0 && index < array.size()) {
            array.set(index, value(array.get(index), text));
            return true;
        }
        return false;
    }

    private static JsonNode value(JsonNode before, String text) {
        try {
            JsonNode typed = before.isNumber() || before.isBoolean() ? JsonView.JSON.readTree(text) : TextNode.valueOf(text);
            return typed.getNodeType() == before.getNodeType() ? typed : TextNode.valueOf(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
