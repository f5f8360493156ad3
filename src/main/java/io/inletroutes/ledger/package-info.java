/** The ledger: which events of which file are settled, accepted ids, receipts, and the dead letters with their index. */
package io.inletroutes.ledger;
