package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.inletroutes.JsonEvent;
import io.inletroutes.Location;
import io.inletroutes.Origin;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import io.inletroutes.ProblemsException;
import io.inletroutes.mapping.JsonPart.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/**
 * Runs {@code cases.json} of mappings: events, and the payload, entity or error that each must give. Every event of a case has the
 * id {@link #EVENT_ID} and the time {@link #EVENT_TIME}, unless its {@code variables} name others.
 */
public final class MappingCases {

    /** What {@code ${variable.eventId}} gives in cases. */
    public static final String EVENT_ID = "00000000-0000-8000-8000-000000000000";
    /** What {@code ${variable.eventTime}} gives in cases. */
    public static final String EVENT_TIME = "2024-01-01T00:00:00Z";

    private static final Set<String> KEYS = Set.of("name", "event", "entity", "payload", "error", "errors", "headers", "variables", "settings", "$schema");

    private final CamelContext context;
    private final Function<String, Optional<String>> settings;
    private final Path home;

    /** The same as for {@link MappingLoader}. */
    public MappingCases(CamelContext context, Function<String, Optional<String>> settings, Path home) {
        this.context = context;
        this.settings = settings;
        this.home = home;
    }

    /**
     * What came of the cases of one mapping.
     *
     * @param run      how many there are
     * @param problems one per case that fails, and whatever is wrong with the file; the diff shows the case's own values
     * @param failed   the cases whose mapping makes something else today
     */
    public record Result(int run, List<Problem> problems, List<Failed> failed) {

        public Result {
            problems = problems.stream().sorted().toList();
            failed = List.copyOf(failed);
        }
    }

    /**
     * A case that fails.
     *
     * @param index   which of the file it is, from 0
     * @param problem what is told about it
     * @param key     what the mapping makes today: {@code entity}, {@code payload} or {@code errors}
     * @param today   that itself
     */
    public record Failed(int index, Problem problem, String key, JsonNode today) {
    }

    /**
     * Runs all cases of a mapping. No cases.json is well; a mapping that cannot be loaded runs none.
     *
     * @param inlet whose preview says the types; null for preview.json alone
     */
    public Result run(String name, String inlet) {
        MappingFiles files = new MappingFiles(home.resolve("mappings").resolve(name), "mappings/" + name);
        List<Problem> problems = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        try {
            Optional<JsonPart> cases = files.optional("cases.json", problems);
            int run = 0;
            for (JsonPart one : cases.map(MappingCases::list).orElse(List.of())) {
                problems.addAll(new OneCase(files.name("cases.json"), one, run, failed).run(name, inlet));
                run++;
            }
            return new Result(run, problems, failed);
        } catch (ProblemsException e) {
            problems.addAll(e.problems());
            return new Result(0, problems, List.of());
        }
    }

    /** The cases of a file: a list, a list under {@code cases} beside a {@code $schema}, or one alone. */
    static List<JsonPart> list(JsonPart part) {
        Optional<JsonPart> inside = part.member("cases").filter(cases -> cases.is(Kind.ARRAY));
        return inside.isPresent() ? inside.get().elements() : part.is(Kind.ARRAY) ? part.elements() : List.of(part);
    }

    private final class OneCase {

        private final String file;
        private final JsonPart part;
        private final int index;
        private final List<Failed> failed;

        OneCase(String file, JsonPart part, int index, List<Failed> failed) {
            this.file = file;
            this.part = part;
            this.index = index;
            this.failed = failed;
        }

        List<Problem> run(String mapping, String inlet) {
            List<Problem> wrong = form();
            if (!wrong.isEmpty()) {
                return wrong;
            }
            LoadedMapping loaded = new MappingLoader(context, this::setting, home).load(mapping, inlet);
            if (loaded.mapping().isEmpty()) {
                return List.of();
            }
            Filler filler = loaded.mapping().get().filler(exchange(), variable("eventId", EVENT_ID), variable("eventTime", EVENT_TIME));
            Origin origin = new Origin(Origin.Kind.OTHER, "case", 0, name(), 0, Instant.parse(EVENT_TIME));
            try {
                Payload payload = filler.fill(new JsonEvent(origin, part.find("event").orElseThrow().toNode(), null));
                return filled(payload, loaded.mapping().get().schema());
            } catch (EventUnfillableException e) {
                return refused(e.problems());
            }
        }

        private List<Problem> form() {
            List<Problem> wrong = new ArrayList<>();
            part.members().forEach((key, member) -> {
                if (!KEYS.contains(key)) {
                    wrong.add(Problem.error(new Location(file, member.line(), member.column()), "a case has no key \"" + key + "\"" + Suggestion.of(key, KEYS))
                            .fix("known: name, event, entity, payload, error, errors, headers, variables, settings"));
                }
            });
            long answers = List.of("entity", "payload", "error", "errors").stream().filter(key -> part.member(key).isPresent()).count();
            boolean misspelt = !wrong.isEmpty(); // which is then the one that seems to be missing
            if (!misspelt && (part.member("name").isEmpty() || part.member("event").isEmpty() || answers != 1)) {
                wrong.add(Problem.error(at(), "a case needs a name, an event, and one of entity, payload, error and errors")
                        .fix("write {\"name\": \"...\", \"event\": {...}, \"entity\": {...}}"));
            }
            for (JsonPart error : errors()) {
                if (error.member("message").isEmpty()) {
                    wrong.add(Problem.error(new Location(file, error.line(), error.column()), "an expected error has no message")
                            .fix("write {\"pointer\": \"/body/xdmEntity/...\", \"message\": \"variable $.x has no value\"}"));
                }
            }
            return wrong;
        }

        private Exchange exchange() {
            Exchange exchange = new DefaultExchange(context);
            part.find("headers").ifPresent(headers -> headers.members().forEach((key, header) -> exchange.getMessage().setHeader(key, java(header.value()))));
            part.find("variables").ifPresent(variables -> variables.members().forEach((key, variable) -> exchange.setVariable(key, java(variable.value()))));
            return exchange;
        }

        private static Object java(JsonPart value) {
            return JsonBody.of(value.toNode());
        }

        private Optional<String> setting(String key) {
            Optional<String> own = part.find("settings", key).map(JsonPart::text);
            return own.isPresent() ? own : settings.apply(key);
        }

        private String variable(String key, String otherwise) {
            return part.find("variables", key).map(JsonPart::text).orElse(otherwise);
        }

        private String name() {
            return part.find("name").map(JsonPart::text).orElse("");
        }

        private List<Problem> filled(Payload payload, Optional<EntitySchema> schema) {
            JsonNode whole = JsonReader.read("payload", payload.json()).part().orElseThrow().toNode();
            if (expectsErrors()) {
                Problem problem = failed();
                for (JsonPart error : errors()) {
                    problem = problem.with("expected", "the error \"" + text(error, "message") + "\"");
                }
                return List.of(tell(problem.with("got", "a payload").fix(cure("payload")), "entity", whole.at(Shape.ENTITY)));
            }
            boolean entity = part.member("entity").isPresent();
            JsonNode expected = part.find(entity ? "entity" : "payload").orElseThrow().toNode();
            List<String> differences = JsonDiff.between(expected, entity ? whole.at(Shape.ENTITY) : whole);
            List<Problem> problems = new ArrayList<>();
            if (!differences.isEmpty()) {
                Problem problem = failed();
                for (String difference : differences) {
                    problem = problem.with("differs", difference);
                }
                problems.add(tell(problem.fix(cure("payload")), entity ? "entity" : "payload", entity ? whole.at(Shape.ENTITY) : whole));
            }
            schema.ifPresent(s -> s.violations(whole.at(Shape.ENTITY)).forEach(violation -> problems.add(
                    new Problem(violation.severity(), at(), "the payload of the case \"" + name() + "\" breaks the schema: " + violation.message(), violation.notes()))));
            return problems;
        }

        private List<Problem> refused(List<Problem> found) {
            List<JsonPart> missing = new ArrayList<>(errors());
            List<Problem> more = new ArrayList<>();
            for (Problem one : found) {
                Optional<JsonPart> same = missing.stream().filter(error -> isSame(error, one)).findFirst();
                same.ifPresentOrElse(missing::remove, () -> more.add(one));
            }
            if (missing.isEmpty() && more.isEmpty()) {
                return List.of();
            }
            Problem problem = expectsErrors() ? failed() : failed().with("expected", "a payload");
            for (JsonPart error : missing) {
                problem = problem.with("expected", (error.member("pointer").isPresent() ? text(error, "pointer") + ": " : "") + text(error, "message"));
            }
            for (Problem one : more) {
                problem = problem.with("got", pointer(one) + ": " + one.message());
            }
            return List.of(tell(problem.fix(cure("error")), "errors", CasesDraft.errors(found)));
        }

        private static String cure(String right) {
            return "correct the mapping, or the case if the " + right + " is right (check --accept)";
        }

        private Problem tell(Problem problem, String key, JsonNode today) {
            failed.add(new Failed(index, problem, key, today));
            return problem;
        }

        private boolean expectsErrors() {
            return part.member("error").isPresent() || part.member("errors").isPresent();
        }

        /** What the event must be refused for: one error, or several in any order. */
        private List<JsonPart> errors() {
            List<JsonPart> errors = new ArrayList<>();
            part.member("error").ifPresent(errors::add);
            part.member("errors").ifPresent(several -> errors.addAll(list(several)));
            return errors;
        }

        private static boolean isSame(JsonPart error, Problem found) {
            return found.message().equals(text(error, "message")) && (error.member("pointer").isEmpty() || pointer(found).equals(text(error, "pointer")));
        }

        private static String pointer(Problem problem) {
            return problem.notes().stream().filter(note -> note.label().equals("payload")).map(Problem.Note::text).findFirst().orElse("");
        }

        private static String text(JsonPart error, String key) {
            return error.member(key).map(JsonPart::text).orElse("");
        }

        private Problem failed() {
            return Problem.error(at(), "the case \"" + name() + "\" fails");
        }

        private Location at() {
            return new Location(file, part.line(), part.column());
        }
    }
}
