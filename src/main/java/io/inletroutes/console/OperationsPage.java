package io.inletroutes.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /operations}: what operators ask of the instance, from whoever can read its data folder and so knows the key. A web page
 * cannot ask: it does not know the key. Thread-safe.
 */
public final class OperationsPage {

    static final String PATH = "/operations";
    private static final Logger LOG = LoggerFactory.getLogger(OperationsPage.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Does one thing. */
    public interface Operations {
        ObjectNode answer(JsonNode request) throws Exception;
    }

    private final String key;
    private final Operations operations;

    private OperationsPage(String key, Operations operations) {
        this.key = key;
        this.operations = operations;
    }

    /** With a key of its own. */
    public static OperationsPage of(Operations operations) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return new OperationsPage(HexFormat.of().formatHex(random), operations);
    }

    /** Goes into the data folder alone, never into a log. */
    public String key() {
        return key;
    }

    /** Whether that names the key. Nothing else is read of whoever does not know it. */
    boolean knows(String authorization) {
        return authorization != null && MessageDigest.isEqual(("Bearer " + key).getBytes(StandardCharsets.UTF_8), authorization.getBytes(StandardCharsets.UTF_8));
    }

    /** @param authorization as the caller sent it, may be null */
    Page answer(String authorization, byte[] body) {
        if (!knows(authorization)) {
            return refusal(401, "this asks for the key in data/instance.txt", "use the command of the product, as a user who may read the data folder");
        }
        try {
            return Page.json(true, operations.answer(JSON.readTree(body)).toString());
        } catch (ProblemsException e) {
            Problem problem = e.problems().get(0);
            return refusal(409, problem.message(), problem.notes().isEmpty() ? "" : problem.notes().get(0).text());
        } catch (IOException e) {
            LOG.warn("An operation failed: {}", e.getClass().getName());
            return refusal(500, "the ledger does not answer (" + e.getClass().getSimpleName() + ")", "look at the log");
        } catch (Exception e) {
            LOG.warn("An operation failed: {}", e.getClass().getName());
            return refusal(500, "it failed with " + e.getClass().getSimpleName(), "look at the log");
        }
    }

    private static Page refusal(int status, String problem, String fix) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("problem", problem).put("fix", fix);
        return new Page(status, "application/json", answer.toString().getBytes(StandardCharsets.UTF_8));
    }
}
