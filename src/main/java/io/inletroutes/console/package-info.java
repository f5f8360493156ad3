/** What a running instance shows of itself over HTTP: health, metrics and its page. */
package io.inletroutes.console;
