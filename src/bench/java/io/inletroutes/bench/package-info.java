/**
 * Whole-process measurements of the product beside a hand-written baseline, the idiomatic Camel route and the wire. Each side runs
 * in a process of its own against a counting inlet in another; {@link io.inletroutes.bench.Benchmark} alternates them and writes
 * the tables.
 */
package io.inletroutes.bench;
