package io.inletroutes.routes;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/**
 * The headers of a message as Camel's own {@link org.apache.camel.util.CaseInsensitiveMap} has them - found by any spelling, which stays as
 * it came, and sorted without regard to case - in one array, which a copy shares until one of the two is written to: an event in an
 * exchange of its own has a copy of its chunk's headers, and little more than the inlet's answer is written to it. For one thread at a
 * time, as Camel's is.
 */
final class HeaderMap extends AbstractMap<String, Object> implements Serializable {

    private static final long serialVersionUID = 1;
    private static final Object[] NONE = {};
    /** Names and values that are likely to follow one that is new. */
    private static final int ROOM = 8;

    /** Name, value, name, value, sorted by name. */
    private Object[] entries = NONE;
    private int size;
    private boolean shared = true;
    private transient int changes;

    HeaderMap() {
    }

    HeaderMap(Map<String, Object> map) {
        putAll(map);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean containsKey(Object name) {
        return find(name) >= 0;
    }

    @Override
    public Object get(Object name) {
        int at = find(name);
        return at < 0 ? null : entries[2 * at + 1];
    }

    @Override
    public Object put(String name, Object value) {
        Objects.requireNonNull(name);
        int at = find(name);
        if (at >= 0) {
            own(0);
            return set(at, value);
        }
        at = -1 - at;
        own(1);
        System.arraycopy(entries, 2 * at, entries, 2 * at + 2, 2 * (size - at));
        entries[2 * at] = name;
        entries[2 * at + 1] = value;
        size++;
        changes++;
        return null;
    }

    private Object set(int at, Object value) {
        Object before = entries[2 * at + 1];
        entries[2 * at + 1] = value;
        return before;
    }

    @Override
    public void putAll(Map<? extends String, ?> others) {
        if (size == 0 && others instanceof HeaderMap map) {
            map.shared = true;
            shared = true;
            entries = map.entries;
            size = map.size;
            changes++;
        } else {
            super.putAll(others);
        }
    }

    @Override
    public Object remove(Object name) {
        int at = find(name);
        return at < 0 ? null : removeAt(at);
    }

    private Object removeAt(int at) {
        Object before = entries[2 * at + 1];
        own(0);
        size--;
        changes++;
        System.arraycopy(entries, 2 * at + 2, entries, 2 * at, 2 * (size - at));
        entries[2 * size] = null;
        entries[2 * size + 1] = null;
        return before;
    }

    @Override
    public void clear() {
        entries = NONE;
        shared = true;
        size = 0;
        changes++;
    }

    /** Where the name is; when it is not there, -1 - where it would be. */
    private int find(Object name) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Object here = entries[2 * middle];
            int order = here == name ? 0 : String.CASE_INSENSITIVE_ORDER.compare((String) here, (String) name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    /** Before anything is written. */
    private void own(int more) {
        int needed = 2 * (size + more);
        if (shared || needed > entries.length) {
            entries = Arrays.copyOf(entries, more == 0 ? needed : needed + Math.max(ROOM, needed / 2));
            shared = false;
        }
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Object> action) {
        int expected = changes;
        for (int at = 0; at < size; at++) {
            action.accept((String) entries[2 * at], entries[2 * at + 1]);
            refuseChange(expected);
        }
    }

    private void refuseChange(int expected) {
        if (changes != expected) {
            throw new ConcurrentModificationException();
        }
    }

    @Override
    public Set<String> keySet() {
        return new View<>(at -> (String) entries[2 * at]) {
            @Override
            public boolean contains(Object name) {
                return containsKey(name);
            }

            @Override
            public boolean remove(Object name) {
                int before = size;
                HeaderMap.this.remove(name);
                return size < before;
            }
        };
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new View<>(Header::new) {
            @Override
            public boolean contains(Object other) {
                return find(other) >= 0;
            }

            @Override
            public boolean remove(Object other) {
                int at = find(other);
                if (at >= 0) {
                    removeAt(at);
                }
                return at >= 0;
            }

            private int find(Object other) {
                int at = other instanceof Map.Entry<?, ?> entry ? HeaderMap.this.find(entry.getKey()) : -1;
                return at >= 0 && Objects.equals(entries[2 * at + 1], ((Map.Entry<?, ?>) other).getValue()) ? at : -1;
            }
        };
    }

    private abstract class View<T> extends AbstractSet<T> {
        private final IntFunction<T> element;

        View(IntFunction<T> element) {
            this.element = element;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void clear() {
            HeaderMap.this.clear();
        }

        @Override
        public Iterator<T> iterator() {
            return new Iterator<>() {
                private int next;
                private boolean given;
                private int expected = changes;

                @Override
                public boolean hasNext() {
                    return next < size;
                }

                @Override
                public T next() {
                    refuseChange(expected);
                    if (next >= size) {
                        throw new NoSuchElementException();
                    }
                    given = true;
                    return element.apply(next++);
                }

                @Override
                public void remove() {
                    if (!given) {
                        throw new IllegalStateException();
                    }
                    refuseChange(expected);
                    given = false;
                    removeAt(--next);
                    expected = changes;
                }
            };
        }
    }

    /** One of them; what is set here is written to the map. */
    private final class Header extends SimpleEntry<String, Object> {

        private static final long serialVersionUID = 1;

        Header(int at) {
            super((String) entries[2 * at], entries[2 * at + 1]);
        }

        @Override
        public Object setValue(Object value) {
            int at = find(getKey());
            if (at >= 0) {
                own(0);
                set(at, value);
            }
            return super.setValue(value);
        }
    }
}
