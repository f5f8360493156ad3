package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import io.inletroutes.Event;
import io.inletroutes.Headings;
import io.inletroutes.JsonEvent;
import io.inletroutes.Origin;
import io.inletroutes.Payload;
import io.inletroutes.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How many payloads of 9 variables and about 1 KB one thread fills in a second, from rows and from JSON trees, beside a tree filled
 * by Jayway leaf for leaf. Run it by {@code main}, with the test class path; it is no test.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class FillBenchmark {

    private static final int EVENTS = 1000;
    private static final Path HOME = Path.of("src/test/resources/benchmark");
    private static final String[] NAMES = {"id", "at", "email", "first", "last", "gender", "year", "points", "vip"};

    private Mapping flat;
    private Mapping nested;
    private final List<Event> rows = new ArrayList<>();
    private final List<Event> trees = new ArrayList<>();
    private JsonNode template;
    private final List<JsonPath> paths = new ArrayList<>();
    private final Configuration jayway = Configuration.builder().jsonProvider(new JacksonJsonNodeJsonProvider()).mappingProvider(new JacksonMappingProvider()).build();

    @Setup
    public void prepare() throws Exception {
        MappingLoader loader = new MappingLoader(new DefaultCamelContext(), name -> Optional.empty(), HOME);
        flat = loader.load("flat", null).mapping().orElseThrow();
        nested = loader.load("nested", null).mapping().orElseThrow();
        Headings headings = new Headings(List.of(NAMES));
        for (int i = 0; i < EVENTS; i++) {
            Origin origin = new Origin(Origin.Kind.FILE, "signups", i + 2, null, 0, Events.TIME);
            String[] cells = {"a1f6e0aa-" + i, "2024-03-01T08:15:30Z", "amelie.durand" + i + "@example.org", "Am\u00e9lie", "Durand", "female", "1984", "1234.5", "true"};
            rows.add(new Row(origin, headings, cells));
            JsonNode tree = Events.tree(String.format("{\"id\":\"%s\",\"at\":\"%s\",\"customer\":{\"email\":\"%s\",\"name\":{\"first\":\"%s\",\"last\":\"%s\"},\"gender\":\"%s\",\"year\":%s},"
                    + "\"loyalty\":{\"points\":%s,\"vip\":%s}}", (Object[]) cells));
            trees.add(new JsonEvent(origin, tree, null));
        }
        template = Events.MAPPER.readTree(HOME.resolve("mappings/nested/preview.json").toFile());
        for (String path : List.of("$.id", "$.at", "$.customer.email", "$.customer.name.first", "$.customer.name.last", "$.customer.gender", "$.customer.year", "$.loyalty.points", "$.loyalty.vip")) {
            paths.add(JsonPath.compile(path));
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void rows(Blackhole hole) throws EventUnfillableException {
        fill(flat, rows, hole);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void trees(Blackhole hole) throws EventUnfillableException {
        fill(nested, trees, hole);
    }

    private static void fill(Mapping mapping, List<Event> events, Blackhole hole) throws EventUnfillableException {
        Filler filler = mapping.filler(null);
        for (Event event : events) {
            Payload payload = filler.fill(event);
            hole.consume(payload);
        }
    }

    /** What most mappers do: a copy of the template, a Jayway query per leaf, Jackson to write it. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void jaywayPerLeaf(Blackhole hole) throws Exception {
        for (Event event : trees) {
            ObjectNode payload = template.deepCopy();
            ObjectNode entity = (ObjectNode) payload.at("/body/xdmEntity");
            ObjectNode person = (ObjectNode) entity.at("/_instance_name/person");
            entity.set("_id", read(0, event));
            entity.set("timestamp", read(1, event));
            ((ObjectNode) entity.at("/identityMap/Email/0")).set("id", read(2, event));
            person.set("firstName", read(3, event));
            person.set("lastName", read(4, event));
            person.set("gender", read(5, event));
            person.set("birthYear", read(6, event));
            person.set("points", read(7, event));
            person.set("vip", read(8, event));
            hole.consume(Events.MAPPER.writeValueAsBytes(payload));
        }
    }

    private JsonNode read(int path, Event event) {
        return paths.get(path).read(event.value(), jayway);
    }

    public static void main(String[] arguments) throws Exception {
        org.openjdk.jmh.Main.main(arguments.length == 0 ? new String[] {FillBenchmark.class.getName()} : arguments);
    }
}
