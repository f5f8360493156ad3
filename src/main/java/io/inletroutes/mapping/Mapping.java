package io.inletroutes.mapping;

import io.inletroutes.mapping.Surroundings.IdField;
import io.inletroutes.Location;
import io.inletroutes.Payload;
import io.inletroutes.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** A payload preview whose sample values are variables, compiled. Immutable; shared by any number of threads. */
public final class Mapping {

    private static final int FIRST_BLOCK = 4096;
    /** Payloads of one filler whose events come one by one: what they share is kept while one of them is. */
    private static final int ONE_BY_ONE = 100;

    private final String name;
    private final String version;
    private final CamelContext context;
    private final Part root;
    private final List<String> fields;
    private final List<VariableUse> uses;
    private final Optional<EntitySchema> schema;
    private final List<IdField> idFields;
    private final boolean readsExchange;
    private final Validation validation;
    private final SchemaGuard guard;

    /**
     * @param fields top-level fields of events, in the order of their slots
     * @param uses   every variable
     */
    Mapping(String name, String version, CamelContext context, Part root, List<String> fields, List<VariableUse> uses,
            Optional<EntitySchema> schema, List<IdField> idFields, boolean readsExchange, Validation validation) {
        this.name = name;
        this.version = version;
        this.context = context;
        this.root = root;
        this.fields = List.copyOf(fields);
        this.uses = List.copyOf(uses);
        this.schema = schema;
        this.idFields = List.copyOf(idFields);
        this.readsExchange = readsExchange;
        this.validation = validation;
        this.guard = new SchemaGuard(validation);
    }

    /** Name of its folder. */
    public String name() {
        return name;
    }

    /** A short hash of its files, to tell which version is live. */
    public String version() {
        return version;
    }

    /**
     * Something that fills payloads for the events of {@code exchange}: its headers, variables and route are what
     * {@code ${header.x}}, {@code ${variable.x}} and the event id refer to.
     *
     * @param exchange null outside any route; the scope of the event id is then the mapping's name
     */
    public Filler filler(Exchange exchange) {
        return filler(exchange, 1);
    }

    /** The same for about so many events, whose payloads keep in common what is constant. */
    public Filler filler(Exchange exchange, int events) {
        return filler(exchange, events, null, null);
    }

    /**
     * The same for the events of any exchange, one after the other, where the mapping reads nothing of exchanges.
     *
     * @param scope of the event id: the route
     */
    public Filler fillerFor(String scope) {
        return new Filler(this, root, new Fill(new Bytes(FIRST_BLOCK, ONE_BY_ONE), fields, new Surroundings(context, null, scope, idFields, null, null)));
    }

    /** The same, with the same event id and time for every event. For cases. */
    Filler filler(Exchange exchange, String fixedId, String fixedTime) {
        return filler(exchange, 1, fixedId, fixedTime);
    }

    private Filler filler(Exchange exchange, int events, String fixedId, String fixedTime) {
        String route = exchange == null ? null : exchange.getFromRouteId();
        Surroundings surroundings = new Surroundings(context, exchange, route == null ? name : route, idFields, fixedId, fixedTime);
        return new Filler(this, root, new Fill(new Bytes(FIRST_BLOCK, events), fields, surroundings));
    }

    /**
     * The same mapping whose {@code ${variable.eventId}} is made of these fields (names, or JSONPaths starting with {@code $})
     * and the scope alone.
     *
     * @throws IllegalArgumentException for a path that is none
     */
    public Mapping withEventId(List<String> idPaths) {
        Sources sources = new Sources(new SimpleExpressions(context), table -> null, fields);
        List<IdField> made = new ArrayList<>();
        for (String field : idPaths) {
            String path = field.startsWith("$") ? field : "$['" + field.replace("\\", "\\\\").replace("'", "\\'") + "']";
            try {
                made.add(new IdField(field, sources.pipe(new Pipe(path, false, List.of(), 0))));
            } catch (NotationException e) {
                throw new IllegalArgumentException("eventId " + field + ": " + e.getMessage() + "; " + e.cure(), e);
            }
        }
        return new Mapping(name, version, context, root, sources.fields(), uses, schema, made, readsExchange, validation);
    }

    /** The same mapping, which looks at filled entities before it hands them over. A new one never does. */
    public Mapping validating(Validation when) {
        return new Mapping(name, version, context, root, fields, uses, schema, idFields, readsExchange, when);
    }

    /** Columns without which no row of a CSV file can be filled. */
    public Set<String> requiredColumns() {
        Set<String> columns = new LinkedHashSet<>();
        uses.stream().filter(VariableUse::required).forEach(use -> Sources.member(use.pipe().path()).ifPresent(columns::add));
        idFields.forEach(field -> columns.add(field.name().startsWith("$") ? Sources.member(field.name()).orElse(field.name()) : field.name()));
        return columns;
    }

    /**
     * What needs a column.
     *
     * @param location of the leaf in mapping.json
     * @param pointer  where the payload takes it
     */
    public record Need(Location location, String pointer) {
    }

    /** The first variable that cannot do without that column; empty where none says so. */
    public Optional<Need> need(String column) {
        return uses.stream().filter(use -> use.required() && Sources.member(use.pipe().path()).filter(column::equals).isPresent()).findFirst().map(use -> new Need(use.location(), use.pointer()));
    }

    /** The path that fills that place of the payload; empty where a constant does, or nothing. */
    public Optional<String> leaf(String pointer) {
        return uses.stream().filter(use -> use.pointer().equals(pointer)).findFirst().map(use -> use.pipe().path());
    }

    /** All columns that some variable names. */
    public Set<String> usedColumns() {
        return new LinkedHashSet<>(fields);
    }

    /** Whether it reads anything of the exchange, its headers say, that differs between messages of one chunk. */
    public boolean readsExchange() {
        return readsExchange;
    }

    /** The JSON Schema of {@code xdmEntity}, where the mapping has a schema.json. */
    public Optional<EntitySchema> schema() {
        return schema;
    }

    /** Where the entity of a payload of this mapping breaks schema.json, with the leaf and the column it comes from; empty without a schema. */
    public List<Problem> violations(Payload payload) {
        return schema.map(rules -> rules.violations(payload).stream().map(this::locate).toList()).orElse(List.of());
    }

    /** Why a payload just filled must not be sent. */
    List<Problem> refusals(Payload payload) {
        return schema.isEmpty() ? List.of() : guard.refusals(this, payload);
    }

    /** What an inlet said of a payload of this mapping, with the leaf and the column that the place it complains about comes from. */
    public Problem locate(Problem refusal) {
        return new Complaint(refusal).locate(uses);
    }

    /** Every variable, in the order of the payload. */
    List<VariableUse> variables() {
        return uses;
    }
}
