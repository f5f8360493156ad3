/** RFC 9535 JSONPath: a path in, a compiled query out. Knows nothing of the rest. */
package io.inletroutes.jsonpath;
