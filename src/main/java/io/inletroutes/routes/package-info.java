/** Finds, checks and starts route files; the {@code mapping} endpoint and what ties sources, mappings, inlets and ledger together. */
package io.inletroutes.routes;
