package dev.eventscope.rules.expression;

import java.util.List;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;

/// How we set CEL up. Made once, when the first expression is compiled: that costs about half a second.
final class Language {

    static final int MAX_TURNS = 100_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(4_096)
            .maxParseRecursionDepth(64)
            .comprehensionMaxIterations(MAX_TURNS)
            .enableHeterogeneousNumericComparisons(true)
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardFunctions(CelStandardFunctions.newBuilder()
                    .filterFunctions((_, overload) -> Functions.isStandard(overload.toString())).build())
            .addFunctionBindings(Functions.bindings())
            .build();

    private Language() {}

    static CelRuntime.Program compile(String text, List<Expression.Variable> variables)
            throws CelValidationException, CelEvaluationException {
        return RUNTIME.createProgram(compiler(variables).compile(text).getAst());
    }

    private static CelCompiler compiler(List<Expression.Variable> variables) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                        .filterFunctions((_, overload) -> Functions.isStandard(overload.celOverloadDecl().overloadId()))
                        .build())
                .addFunctionDeclarations(Functions.declarations());
        variables.forEach(variable -> builder.addVar(variable.word(), SimpleType.DYN));
        return builder.build();
    }
}
