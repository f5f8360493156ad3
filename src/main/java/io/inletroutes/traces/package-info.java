/** Tells an OpenTelemetry collector what happens to events; nothing of it is loaded unless a setting names one. */
package io.inletroutes.traces;
