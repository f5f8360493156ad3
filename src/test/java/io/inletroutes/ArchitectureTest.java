package io.inletroutes;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The package arrows of the README: who may know whom. */
@AnalyzeClasses(packages = "io.inletroutes", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsPointOneWay = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("words").definedBy("io.inletroutes")
            .layer("jsonpath").definedBy("io.inletroutes.jsonpath..")
            .layer("mapping").definedBy("io.inletroutes.mapping..")
            .layer("source").definedBy("io.inletroutes.source..")
            .layer("inlet").definedBy("io.inletroutes.inlet..")
            .layer("ledger").definedBy("io.inletroutes.ledger..")
            .layer("traces").definedBy("io.inletroutes.traces..")
            .layer("routes").definedBy("io.inletroutes.routes..")
            .layer("simulator").definedBy("io.inletroutes.simulator..")
            .layer("console").definedBy("io.inletroutes.console..")
            .layer("cli").definedBy("io.inletroutes.cli..")
            .whereLayer("words").mayNotAccessAnyLayer()
            .whereLayer("jsonpath").mayNotAccessAnyLayer()
            .whereLayer("mapping").mayOnlyAccessLayers("words", "jsonpath")
            .whereLayer("source").mayOnlyAccessLayers("words")
            .whereLayer("inlet").mayOnlyAccessLayers("words")
            .whereLayer("ledger").mayOnlyAccessLayers("words")
            .whereLayer("traces").mayOnlyAccessLayers("words")
            .whereLayer("simulator").mayOnlyAccessLayers("words")
            .whereLayer("routes").mayOnlyAccessLayers("words", "mapping", "source", "inlet", "ledger", "traces")
            .whereLayer("console").mayOnlyAccessLayers("words", "mapping", "source", "inlet", "ledger", "routes", "simulator")
            .whereLayer("cli").mayNotBeAccessedByAnyLayer();
}
