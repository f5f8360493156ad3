/** The {@code inlet} Camel component: batching, answers, redelivery, limits and token. */
package io.inletroutes.inlet;
