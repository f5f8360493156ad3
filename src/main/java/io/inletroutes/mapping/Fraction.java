package io.inletroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;

/** A number written with a point. To a JSON Schema 1984.0 is an integer; to the inlet it is none, and so it is here. */
final class Fraction extends DecimalNode {

    private static final long serialVersionUID = 1;

    private Fraction(BigDecimal value) {
        super(value);
    }

    @Override
    public boolean canConvertToExactIntegral() {
        return false;
    }

    /** Makes a tree whose numbers with a point are fractions. */
    static final class Nodes extends JsonNodeFactory {

        private static final long serialVersionUID = 1;

        @Override
        public ValueNode numberNode(BigDecimal value) {
            return value == null ? nullNode() : new Fraction(value);
        }
    }

    /** Two fractions of the same value are equal, as other numbers are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof JsonNode node && node.isBigDecimal() && node.decimalValue().compareTo(decimalValue()) == 0;
    }

    @Override
    public int hashCode() {
        return decimalValue().stripTrailingZeros().hashCode();
    }
}
