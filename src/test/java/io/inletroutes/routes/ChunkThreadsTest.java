package io.inletroutes.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.inletroutes.Chunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads for the chunks of files: no more chunks at a time than there are threads, and no reader that delivers itself. */
class ChunkThreadsTest {

    private static final int MOST = 3;
    private static final int MANY = 20;

    private final ThreadPoolExecutor chunks = ChunkThreads.pool(MOST);

    @AfterEach
    void stop() {
        chunks.shutdownNow();
    }

    @Test
    void deliversNoMoreAtATimeThanItHasThreads() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        List<Future<Thread>> done = new ArrayList<>();

        for (int i = 0; i < 200; i++) {
            done.add(chunks.submit(() -> {
                peak.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                Thread.yield();
                underWay.decrementAndGet();
                return Thread.currentThread();
            }));
        }

        for (Future<Thread> chunk : done) {
            assertThat(chunk.get(30, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
        }
        assertThat(peak).hasValueLessThanOrEqualTo(MOST);
    }

    @Test
    void letsTheReaderWaitWhileAllThreadsAreBusy() throws Exception {
        CountDownLatch release = occupyAll();
        CompletableFuture<Thread> reader = new CompletableFuture<>();
        CompletableFuture<Void> handedOver = CompletableFuture.runAsync(() -> {
            reader.complete(Thread.currentThread());
            chunks.execute(() -> { });
        });

        awaitWaiting(reader.get(30, TimeUnit.SECONDS));
        assertThat(handedOver).isNotDone();
        release.countDown();

        handedOver.get(30, TimeUnit.SECONDS);
    }

    @Test
    void runsASplitWithinASplitOnItsOwnThread() throws Exception {
        CountDownLatch others = new CountDownLatch(1);
        for (int i = 1; i < MOST; i++) {
            chunks.execute(() -> waitFor(others));
        }

        CompletableFuture<Boolean> same = new CompletableFuture<>();

        chunks.execute(() -> chunks.execute(() -> { // the splitter of the file, and its chunk
            Thread own = Thread.currentThread();
            chunks.execute(() -> same.complete(Thread.currentThread() == own));
        }));

        assertThat(same.get(30, TimeUnit.SECONDS)).isTrue();
        others.countDown();
    }

    @Test
    void keepsAReaderForReadingWhileAllThreadsDeliver() throws Exception {
        Set<Thread> deliverers = ConcurrentHashMap.newKeySet();
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Set<Thread>> readers = read(2 * MOST, () -> {
            deliverers.add(Thread.currentThread());
            waitFor(end);
        });

        await().until(() -> deliverers.size() == MOST);
        end.countDown();

        assertThat(readers.get(30, TimeUnit.SECONDS)).hasSize(1).doesNotContainAnyElementsOf(deliverers);
    }

    @Test
    void readsAsManyFilesAtATimeAsItDeliversChunks() throws Exception {
        AtomicInteger delivered = new AtomicInteger();
        List<CompletableFuture<Set<Thread>>> files = new ArrayList<>();

        for (int file = 0; file < 2 * MOST; file++) {
            files.add(read(50, delivered::incrementAndGet));
        }

        for (CompletableFuture<Set<Thread>> file : files) {
            file.get(30, TimeUnit.SECONDS);
        }
        await().until(() -> delivered.get() == 2 * MOST * 50);
    }

    /** A file of so many chunks, each delivered like this; ends with the threads that read, when all are handed over. */
    private CompletableFuture<Set<Thread>> read(int parts, Runnable deliver) {
        CompletableFuture<Set<Thread>> read = new CompletableFuture<>();
        Set<Thread> readers = ConcurrentHashMap.newKeySet();
        AtomicInteger taken = new AtomicInteger();
        Runnable[] step = new Runnable[1];
        step[0] = () -> {
            readers.add(Thread.currentThread());
            chunks.execute(deliver);
            if (taken.incrementAndGet() < parts) {
                chunks.execute(step[0]);
            } else {
                read.complete(readers);
            }
        };
        chunks.execute(step[0]);
        return read;
    }

    /** As Camel's splitter does: each step hands over the part that it took, then itself for the next. */
    @Test
    void takesTheNextEventOfAChunkWhenTheOneBeforeWentAsFarAsItGoes() throws Exception {
        List<String> order = new ArrayList<>();
        CompletableFuture<List<String>> done = new CompletableFuture<>();

        chunks.execute(() -> { // the splitter of the file
            chunks.execute(() -> { // its first chunk
                split(order, 3);
                done.complete(order);
            });
        });

        assertThat(done.get(30, TimeUnit.SECONDS)).containsExactly("take 1", "within 1", "event 1", "take 2", "within 2", "event 2", "take 3", "within 3", "event 3");
    }

    private void split(List<String> order, int parts) {
        AtomicInteger taken = new AtomicInteger();
        Runnable[] step = new Runnable[1];
        step[0] = () -> {
            int part = taken.incrementAndGet();
            order.add("take " + part);
            chunks.execute(() -> {
                chunks.execute(() -> order.add("within " + part));
                order.add("event " + part);
            });
            if (part < parts) {
                chunks.execute(step[0]);
            }
        };
        chunks.execute(step[0]);
    }

    @Test
    void splitsALongChunkWithoutADeepStack() throws Exception {
        List<String> order = new ArrayList<>();
        CompletableFuture<Integer> done = new CompletableFuture<>();

        chunks.execute(() -> chunks.execute(() -> {
            split(order, 100_000);
            done.complete(order.size());
        }));

        assertThat(done.get(30, TimeUnit.SECONDS)).isEqualTo(300_000);
    }

    @Test
    void readsNoFurtherChunkWhileTooManyOfItsEventsGoAlone() throws Exception {
        EventsUnderWay events = new EventsUnderWay(0);
        ThreadPoolExecutor few = ChunkThreads.pool(MOST, Duration.ZERO, new ChunkRoom(Long.MAX_VALUE), events);
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        CountDownLatch filled = new CountDownLatch(1);
        AtomicInteger taken = new AtomicInteger();
        Runnable[] step = new Runnable[1];
        step[0] = () -> {
            if (taken.incrementAndGet() == 1) {
                few.execute(() -> {
                    enterAll(ChunkThreads.events());
                    filled.countDown();
                });
                waitFor(filled);
                few.execute(step[0]);
            }
        };

        few.execute(step[0]);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> !before.contains(thread) && thread.getName().startsWith("chunk-") && thread.getState() == Thread.State.WAITING && filled.getCount() == 0));
        assertThat(taken).hasValue(1);
        IntStream.range(0, 256).forEach(event -> events.leave());

        await().until(() -> taken.get() == 2);
        few.shutdownNow();
    }

    @Test
    void deliversFewChunksAtATimeWhoseEventsGoAlone() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();

        readAlone(Duration.ofDays(1), 200, () -> {
            peak.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
        }).get(30, TimeUnit.SECONDS);

        assertThat(peak.get()).isPositive().isLessThanOrEqualTo(8);
    }

    @Test
    void deliversMoreWhenTheStepsOfSingleEventsWait() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger waiting = new AtomicInteger();
        CompletableFuture<Void> read = readAlone(Duration.ofMillis(1), 40, () -> {
            waiting.incrementAndGet();
            waitFor(end);
        });

        await().until(() -> waiting.get() == MANY);
        end.countDown();

        read.get(30, TimeUnit.SECONDS);
    }

    /** A file of so many chunks whose events go alone, which is known before the second is read; ends when all are handed over. */
    private CompletableFuture<Void> readAlone(Duration patience, int parts, Runnable deliver) {
        ThreadPoolExecutor many = ChunkThreads.pool(MANY, patience, new ChunkRoom(Long.MAX_VALUE), new EventsUnderWay(Long.MAX_VALUE));
        CompletableFuture<Void> read = new CompletableFuture<>();
        CountDownLatch known = new CountDownLatch(1);
        AtomicInteger taken = new AtomicInteger();
        Runnable[] step = new Runnable[1];
        step[0] = () -> {
            many.execute(() -> {
                ChunkThreads.events();
                known.countDown();
                deliver.run();
            });
            waitFor(known);
            if (taken.incrementAndGet() < parts) {
                many.execute(step[0]);
            } else {
                many.shutdown();
                read.complete(null);
            }
        };
        many.execute(step[0]);
        return read;
    }

    private static void enterAll(EventsUnderWay events) {
        try {
            for (int i = 0; i < 256; i++) {
                events.enter();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void refusesTheWaitingReaderOnceItIsStopped() throws Exception {
        occupyAll();
        CompletableFuture<Thread> reader = new CompletableFuture<>();
        CompletableFuture<Void> handedOver = CompletableFuture.runAsync(() -> {
            reader.complete(Thread.currentThread());
            chunks.execute(() -> { });
        });
        awaitWaiting(reader.get(30, TimeUnit.SECONDS));

        chunks.shutdown();

        assertThatThrownBy(() -> handedOver.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void readsNoFurtherChunkUntilItKnowsHowLargeTheLastOnesAre() throws Exception {
        CountDownLatch weigh = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ThreadPoolExecutor some = ChunkThreads.pool(MOST + 2, Duration.ZERO, new ChunkRoom(3 * ChunkRoom.LARGEST), new EventsUnderWay(0));
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        AtomicInteger taken = new AtomicInteger();
        Runnable[] step = new Runnable[1];
        step[0] = () -> {
            int part = taken.incrementAndGet();
            some.execute(() -> {
                waitFor(weigh);
                ChunkThreads.weigh(new Chunk(List.of(), 1));
                waitFor(end);
            });
            if (part < MOST) {
                some.execute(step[0]);
            }
        };

        some.execute(step[0]);
        await().until(() -> waitingReader(before));
        assertThat(taken).hasValue(1);
        weigh.countDown();

        await().until(() -> taken.get() == MOST);
        end.countDown();
        some.shutdownNow();
    }

    private static boolean waitingReader(Set<Thread> before) {
        return Thread.getAllStackTraces().entrySet().stream().anyMatch(thread -> !before.contains(thread.getKey())
                && Arrays.stream(thread.getValue()).anyMatch(frame -> frame.getClassName().endsWith("ChunkRoom")));
    }

    private CountDownLatch occupyAll() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(MOST);
        for (int i = 0; i < MOST; i++) {
            chunks.execute(() -> {
                busy.countDown();
                waitFor(release);
            });
        }
        assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
        return release;
    }

    private static void awaitWaiting(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
