/** Sources: files into events with their row and raw text, and rejected rows back into files. */
package io.inletroutes.source;
