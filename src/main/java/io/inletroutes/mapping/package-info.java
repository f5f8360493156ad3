/**
 * Mapping: an event in, a payload out, as the payload preview and its variables say. Plain JSON, no HTTP.
 *
 * <p>{@link io.inletroutes.mapping.MappingLoader} reads the files with the place of every key ({@code JsonReader}), compares them with
 * the preview ({@code Contract}) and compiles them: a leaf's text ({@code Notation}) into what it reads ({@code Source}), functions
 * ({@code Functions} lists them all) and a type ({@code Expected}); objects and arrays into parts ({@code Part}). A
 * {@link io.inletroutes.mapping.Filler} lets the parts write one event after the other.
 */
package io.inletroutes.mapping;
