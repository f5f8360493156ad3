package io.inletroutes;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The messages that the sources can say: what is handed to a problem or to the log at WARN or ERROR, read from the compiler's own trees.
 *
 * <p>What is filled in while running is an ellipsis. A text that comes in as a parameter is looked for where the method is called, one that a
 * variable or method of the same class holds is looked for there.
 */
final class SaidMessages {

    private static final String FILLED = "…";

    /** A method or constructor and the argument that is a message. */
    private record Sink(String owner, String method, int argument) {
    }

    private static final List<Sink> BEGINNINGS = List.of(new Sink("Problem", "error", 1), new Sink("Problem", "warning", 1), new Sink("Problem", "<init>", 2),
            new Sink("LOG", "warn", 0), new Sink("LOG", "error", 0),
            new Sink("Unfit", "<init>", 0), new Sink("NotationException", "<init>", 1), new Sink("JsonPathException", "<init>", 1),
            new Sink("InletReply", "failure", 1));

    /** One call of anything, and what stands round it. */
    private record Call(String owner, String method, List<? extends ExpressionTree> arguments, Scope in) {
    }

    private record Scope(String owner, MethodTree method, String place) {
    }

    private final Map<String, List<Call>> calls = new HashMap<>();
    private final Map<String, List<MethodTree>> methods = new HashMap<>();
    private final Map<String, List<ExpressionTree>> fields = new HashMap<>();
    private final Map<String, Set<String>> found = new TreeMap<>();

    private SaidMessages() {
    }

    /** @return each message with the files that say it */
    static Map<String, Set<String>> in(Path sources) throws IOException {
        SaidMessages said = new SaidMessages();
        said.read(sources);
        Deque<Sink> open = new ArrayDeque<>(BEGINNINGS);
        Set<Sink> known = new HashSet<>(open);
        while (!open.isEmpty()) {
            Sink sink = open.remove();
            for (Call call : said.calls.getOrDefault(sink.method(), List.of())) {
                if (call.owner().equals(sink.owner()) && call.arguments().size() > sink.argument()) {
                    said.take(call.arguments().get(sink.argument()), call.in(), more -> {
                        if (known.add(more)) {
                            open.add(more);
                        }
                    });
                }
            }
        }
        return said.found;
    }

    private void take(ExpressionTree message, Scope scope, Consumer<Sink> parameters) {
        for (String text : texts(message, scope, parameters, 0, true)) {
            String shown = text.replaceAll("(?<!\\$)\\{}", FILLED).replace('\n', ' ').replace("…:…", FILLED).replaceAll("(…\\s*)+…", FILLED).strip();
            if (shown.chars().filter(Character::isLetter).count() > 2) {
                found.computeIfAbsent(shown, each -> new LinkedHashSet<>()).add(scope.place());
            }
        }
    }

    private List<String> texts(ExpressionTree tree, Scope scope, Consumer<Sink> parameters, int depth, boolean whole) {
        List<String> result = new ArrayList<>();
        if (depth > 8) {
            return List.of(FILLED);
        } else if (tree instanceof LiteralTree literal) {
            return List.of(String.valueOf(literal.getValue()));
        } else if (tree instanceof ParenthesizedTree inner) {
            return texts(inner.getExpression(), scope, parameters, depth, whole);
        } else if (tree instanceof ConditionalExpressionTree choice) {
            result.addAll(texts(choice.getTrueExpression(), scope, parameters, depth + 1, whole));
            result.addAll(texts(choice.getFalseExpression(), scope, parameters, depth + 1, whole));
        } else if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            return sum(sum, scope, parameters, depth);
        } else if (whole && tree instanceof IdentifierTree name) {
            return named(name.getName().toString(), scope, parameters, depth);
        } else if (whole && tree instanceof SwitchExpressionTree choice) {
            return choice.getCases().stream().filter(each -> each.getBody() instanceof ExpressionTree)
                    .flatMap(each -> texts((ExpressionTree) each.getBody(), scope, parameters, depth + 1, true).stream()).toList();
        } else if (whole && tree instanceof MethodInvocationTree call && call.getMethodSelect() instanceof IdentifierTree own) {
            for (MethodTree method : methods.getOrDefault(scope.owner() + "." + own.getName(), List.of())) {
                new TreeScanner<Void, Void>() {
                    @Override
                    public Void visitReturn(ReturnTree node, Void nothing) {
                        result.addAll(texts(node.getExpression(), new Scope(scope.owner(), method, scope.place()), parameters, depth + 1, true));
                        return null;
                    }

                    @Override
                    public Void visitLambdaExpression(LambdaExpressionTree node, Void nothing) {
                        return null;
                    }
                }.scan(method, null);
            }
        }
        return result.isEmpty() ? List.of(FILLED) : result;
    }

    /** Words of its own make a sum a message; without any, what is put together is looked at. */
    private List<String> sum(BinaryTree sum, Scope scope, Consumer<Sink> parameters, int depth) {
        List<ExpressionTree> parts = new ArrayList<>();
        flatten(sum, parts);
        boolean worded = parts.stream().anyMatch(part -> part instanceof LiteralTree literal && String.valueOf(literal.getValue()).matches("(?s).*\\p{L}{2}.*"));
        List<String> result = List.of("");
        for (ExpressionTree part : parts) {
            List<String> ways = part instanceof LiteralTree literal ? List.of(String.valueOf(literal.getValue()))
                    : worded ? List.of(FILLED) : texts(part, scope, parameters, depth + 1, true);
            result = result.stream().flatMap(begun -> ways.stream().map(begun::concat)).toList();
        }
        return result;
    }

    private static void flatten(ExpressionTree tree, List<ExpressionTree> parts) {
        if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            flatten(sum.getLeftOperand(), parts);
            flatten(sum.getRightOperand(), parts);
        } else {
            parts.add(tree);
        }
    }

    private List<String> named(String name, Scope scope, Consumer<Sink> parameters, int depth) {
        List<String> result = new ArrayList<>();
        if (scope.method() != null) {
            List<? extends VariableTree> declared = scope.method().getParameters();
            for (int i = 0; i < declared.size(); i++) {
                if (declared.get(i).getName().contentEquals(name)) {
                    boolean made = scope.method().getReturnType() == null;
                    parameters.accept(new Sink(scope.owner(), made ? "<init>" : scope.method().getName().toString(), i));
                    return List.of(FILLED);
                }
            }
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree node, Void nothing) {
                    if (node.getName().contentEquals(name) && node.getInitializer() != null) {
                        result.addAll(texts(node.getInitializer(), scope, parameters, depth + 1, true));
                    }
                    return super.visitVariable(node, null);
                }

                @Override
                public Void visitAssignment(AssignmentTree node, Void nothing) {
                    if (node.getVariable() instanceof IdentifierTree it && it.getName().contentEquals(name)) {
                        result.addAll(texts(node.getExpression(), scope, parameters, depth + 1, true));
                    }
                    return super.visitAssignment(node, null);
                }
            }.scan(scope.method(), null);
        }
        if (result.isEmpty()) {
            fields.getOrDefault(scope.owner() + "." + name, List.of()).forEach(value -> result.addAll(texts(value, scope, parameters, depth + 1, true)));
        }
        return result.isEmpty() ? List.of(FILLED) : result;
    }

    private void read(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> all = Files.walk(sources); var manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
            JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                String place = unit.getSourceFile().getName().replaceFirst(".*io/inletroutes/", "");
                new Reader(place).scan(unit, null);
            }
        }
    }

    /** Notes each call, method and field with the class it stands in. */
    private final class Reader extends TreeScanner<Void, Void> {

        private final String place;
        private String owner = "";
        private MethodTree method;

        Reader(String place) {
            this.place = place;
        }

        @Override
        public Void visitClass(ClassTree node, Void nothing) {
            String outside = owner;
            MethodTree round = method;
            if (!node.getSimpleName().isEmpty()) {
                owner = node.getSimpleName().toString();
                method = null;
            }
            for (Tree member : node.getMembers()) {
                if (member instanceof VariableTree field && field.getInitializer() != null) {
                    fields.computeIfAbsent(owner + "." + field.getName(), each -> new ArrayList<>()).add(field.getInitializer());
                }
            }
            super.visitClass(node, null);
            owner = outside;
            method = round;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree node, Void nothing) {
            MethodTree round = method;
            method = node;
            methods.computeIfAbsent(owner + "." + node.getName(), each -> new ArrayList<>()).add(node);
            super.visitMethod(node, null);
            method = round;
            return null;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree node, Void nothing) {
            if (node.getMethodSelect() instanceof MemberSelectTree select) {
                note(select.getExpression() instanceof IdentifierTree it ? it.getName().toString() : "?", select.getIdentifier().toString(), node.getArguments());
            } else if (node.getMethodSelect() instanceof IdentifierTree own) {
                String name = own.getName().toString();
                note(owner, name.equals("this") ? "<init>" : name, node.getArguments());
            }
            return super.visitMethodInvocation(node, null);
        }

        @Override
        public Void visitNewClass(NewClassTree node, Void nothing) {
            note(node.getIdentifier().toString(), "<init>", node.getArguments());
            return super.visitNewClass(node, null);
        }

        private void note(String of, String name, List<? extends ExpressionTree> arguments) {
            calls.computeIfAbsent(name, each -> new ArrayList<>()).add(new Call(of, name, arguments, new Scope(owner, method, place)));
        }
    }
}
