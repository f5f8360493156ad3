/** The commands, their exit codes, and the only printing. */
package io.inletroutes.cli;
