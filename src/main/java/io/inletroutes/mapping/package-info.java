/** Mapping: an event in, a payload out, as the payload preview and its variables say. Plain JSON, no HTTP. */
package io.inletroutes.mapping;
