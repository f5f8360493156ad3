package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.camel.util.CaseInsensitiveMap;
import org.junit.jupiter.api.Test;

class HeaderMapTest {

    private static final String[] NAMES = {"CamelFileName", "camelfilename", "CAMELFILENAME", "CamelFile", "CamelFileNameOnly", "a", "A", "b", "", "é", "É", "x-adobe-flow-id",
            "X-Adobe-Flow-Id", "ſ", "s", "traceparent", "JMSMessageID", "n1", "n2", "n3", "N3", "n4", "n5", "n6", "n7", "n8", "n9"};

    /** The same is done to ours and to Camel's, and to copies of both that are made on the way and changed on as well. */
    @Property(tries = 2_000)
    void behavesAsCamelsMapDoesAndNoCopyChangesWithAnother(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int steps) {
        Random random = new Random(seed);
        List<Map<String, Object>> ours = new ArrayList<>(List.of(new HeaderMap()));
        List<Map<String, Object>> camels = new ArrayList<>(List.of(new CaseInsensitiveMap()));
        for (int step = 0; step < steps; step++) {
            int which = random.nextInt(ours.size());
            if (random.nextInt(8) == 0) {
                copy(ours, camels, which, random.nextInt(ours.size()), random.nextInt(4));
            } else {
                long same = random.nextLong();
                assertThat(change(ours.get(which), new Random(same))).isEqualTo(change(camels.get(which), new Random(same)));
            }
            for (int i = 0; i < ours.size(); i++) {
                compare(ours.get(i), camels.get(i));
            }
        }
    }

    private static void copy(List<Map<String, Object>> ours, List<Map<String, Object>> camels, int from, int to, int way) {
        switch (way) {
            case 0 -> {
                ours.add(new HeaderMap(ours.get(from)));
                camels.add(new CaseInsensitiveMap(camels.get(from)));
            }
            case 1 -> { // as Camel copies a message
                ours.get(to).clear();
                camels.get(to).clear();
                ours.get(to).putAll(from == to ? Map.of() : ours.get(from));
                camels.get(to).putAll(from == to ? Map.of() : camels.get(from));
            }
            case 2 -> {
                ours.get(to).putAll(ours.get(from));
                camels.get(to).putAll(camels.get(from));
            }
            default -> {
                ours.add(new HeaderMap(camels.get(from)));
                camels.add(new CaseInsensitiveMap(ours.get(from)));
            }
        }
    }

    private static Object change(Map<String, Object> map, Random random) {
        String name = NAMES[random.nextInt(NAMES.length)];
        Object value = random.nextInt(10) == 0 ? null : random.nextInt(100);
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5 -> map.put(name, value);
            case 6 -> map.remove(name);
            case 7 -> map.keySet().remove(name);
            case 8 -> map.putIfAbsent(name, value);
            case 9 -> map.computeIfAbsent(name, key -> value);
            case 10 -> map.merge(name, 1, (one, other) -> value);
            case 11 -> map.keySet().retainAll(new HashSet<>(List.of(NAMES[0], NAMES[5], NAMES[7], NAMES[18], name)));
            case 12 -> map.entrySet().remove(Map.entry(name, 5)) | map.values().remove(value);
            case 13 -> {
                map.entrySet().forEach(entry -> entry.setValue(entry.getKey() + entry.getValue()));
                yield map.entrySet().stream().map(Map.Entry::getValue).toList();
            }
            case 14 -> {
                List<Object> passed = new ArrayList<>();
                for (Iterator<Map.Entry<String, Object>> entries = map.entrySet().iterator(); entries.hasNext();) {
                    passed.add(entries.next().toString()); // an entry of Camel's that was removed is another one
                    if (random.nextInt(3) == 0) {
                        entries.remove();
                    }
                }
                yield passed;
            }
            default -> {
                if (random.nextInt(4) == 0) {
                    map.clear();
                }
                map.replaceAll((key, before) -> key + before);
                yield map.getOrDefault(name, "none");
            }
        };
    }

    private static void compare(Map<String, Object> ours, Map<String, Object> camels) {
        assertThat(ours).hasSize(camels.size()).isEqualTo(camels);
        assertThat(camels).isEqualTo(ours);
        assertThat(ours.hashCode()).isEqualTo(camels.hashCode());
        assertThat(ours.toString()).isEqualTo(camels.toString());
        assertThat(List.copyOf(ours.keySet())).isEqualTo(List.copyOf(camels.keySet()));
        assertThat(new ArrayList<>(ours.values())).isEqualTo(new ArrayList<>(camels.values()));
        List<String> each = new ArrayList<>();
        ours.forEach((name, value) -> each.add(name + "=" + value));
        assertThat(each).isEqualTo(camels.entrySet().stream().map(Object::toString).toList());
        for (String name : NAMES) {
            assertThat(ours.get(name)).isEqualTo(camels.get(name));
            assertThat(ours.containsKey(name)).isEqualTo(camels.containsKey(name));
            assertThat(ours.keySet().contains(name)).isEqualTo(camels.keySet().contains(name));
            assertThat(ours.entrySet().contains(Map.entry(name, 5))).isEqualTo(camels.entrySet().contains(Map.entry(name, 5)));
        }
    }

    @Test
    void takesNoNameThatIsNull() {
        HeaderMap map = new HeaderMap();

        assertThatThrownBy(() -> map.put(null, 1)).isInstanceOf(NullPointerException.class);

        map.put("a", 1);
        assertThatThrownBy(() -> map.get(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.put(null, 1)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void refusesToGoOnWithAnIterationWhenNamesCameOrWent() {
        HeaderMap map = new HeaderMap(Map.of("a", 1, "b", 2, "c", 3));
        Iterator<String> names = map.keySet().iterator();
        names.next();

        map.put("A", 4);
        names.next();
        map.remove("a");

        assertThatThrownBy(names::next).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(() -> map.forEach((name, value) -> map.put("d", 1))).isInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void isTheSameAgainAfterItWasSerialized() throws Exception {
        HeaderMap map = new HeaderMap(Map.of("a", 1, "b", "text"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(map);

        Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(read).isInstanceOf(HeaderMap.class).isEqualTo(map);
    }
}
