package io.crema.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.BoundOperator;
import io.crema.nn.layer.Operator;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.Arrays;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom, and what no class here does. */
class ArchitectureTest {

  private static final String CORE = "io.crema.core..";
  private static final String KERNEL = "io.crema.core.kernel..";
  private static final String NN = "io.crema.nn..";
  private static final String GRAPH = "io.crema.nn.graph..";
  private static final String LAYER = "io.crema.nn.layer..";
  private static final String PLAN = "io.crema.nn.plan..";
  private static final String ARCHITECTURE = "io.crema.nn.architecture..";
  private static final String COMPUTE = "io.crema.nn.compute..";
  private static final String MODEL_FILES = "io.crema.nn.io..";
  private static final String VISION = "io.crema.vision..";
  private static final String IDX = "io.crema.mnist.idx..";
  private static final String MNIST = "io.crema.mnist..";
  private static final String MODELS = "io.crema.models..";
  private static final String EXAMPLES = "io.crema.examples..";
  private static final String BENCHMARKS = "io.crema.benchmarks..";
  private static final String VECTOR_API = "jdk.incubator.vector..";

  private static final DescribedPredicate<JavaClass> KERNEL_LOOKUP =
      describe(
          "the kernel look-up", type -> type.getName().equals("io.crema.core.kernel.KernelLookup"));

  private static final DescribedPredicate<JavaClass> CONCRETE_LAYERS =
      resideInAPackage(LAYER)
          .and(not(INTERFACES))
          .and(assignableTo(Operator.class).or(assignableTo(BoundOperator.class)))
          .as("are concrete layers, such as Conv2D");

  /** The most methods that a {@link BoundLayer} has to implement or inherits. */
  private static final int MOST_METHODS_OF_A_LAYER = 6;

  private static final JavaClasses CREMA =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/shaded/")) // of commons-math3
          .importPackages("io.crema");

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(false).check(CREMA);
  }

  // what the rules are about must be there

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.crema.core.data.Samples",
        "io.crema.core.kernel.KernelLookup",
        "io.crema.core.kernel.VectorKernels",
        "io.crema.core.parallel.Workers",
        "io.crema.core.tensor.Tensor",
        "io.crema.nn.compute.PassControl",
        "io.crema.nn.graph.Network",
        "io.crema.nn.layer.Conv2D",
        "io.crema.nn.model.Model",
        "io.crema.nn.plan.Plan",
        "io.crema.nn.train.Trainer",
        "io.crema.mnist.idx.IdxReader",
        "io.crema.vision.dataset.ImageSet",
        "io.crema.mnist.data.BundledMnist",
        "io.crema.models.DigitModels",
        "io.crema.examples.cli.Digits"
      })
  void imported_mainClassesOfEveryModule_areFound(String name) {
    assertThat(CREMA.contain(name)).as(name).isTrue();
  }

  @Test
  void imported_tests_areLeftOut() {
    assertThat(CREMA.contain(ArchitectureTest.class)).isFalse();
  }

  @Test
  void imported_wantedArrows_areSeen() {
    assertUses(NN, resideInAPackage(CORE));
    assertUses(VISION, resideInAPackage(CORE));
    assertUses(MNIST, resideInAPackage(CORE));
    assertUses(MNIST, resideInAPackage(VISION));
    assertUses(EXAMPLES, resideInAPackage(NN));
    assertUses(EXAMPLES, CONCRETE_LAYERS);
    assertUses(PLAN, CONCRETE_LAYERS);
    assertUses(GRAPH, CONCRETE_LAYERS);
    assertUses(NN, resideInAnyPackage(PLAN, COMPUTE));
    assertUses(EXAMPLES, resideInAPackage(MNIST));
    assertUses(KERNEL, resideInAPackage(VECTOR_API));
    assertUses(KERNEL, resideInAPackage("java.lang.reflect.."));
  }

  /** The rule against it fails: so such a rule sees what it forbids. */
  private static void assertUses(String user, DescribedPredicate<JavaClass> used) {
    ArchRule against = noClasses().that().resideInAPackage(user).should().dependOnClassesThat(used);
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> check(against));
  }

  // arrows

  @Test
  void core_anyClass_knowsOfNoOtherModule() {
    check(
        noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NN, VISION, MNIST, MODELS, EXAMPLES, BENCHMARKS));
  }

  @Test
  void core_anyClass_needsNothingButTheJdk() {
    check(
        classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CORE, "java..", VECTOR_API, "org.jspecify.annotations.."));
  }

  @Test
  void nn_anyClass_knowsNothingOfPictures() {
    check(
        noClasses()
            .that()
            .resideInAPackage(NN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                VISION, MNIST, MODELS, EXAMPLES, BENCHMARKS, "java.awt..", "javax.imageio.."));
  }

  /** So custom layers can do whatever the layers of this library do. */
  @Test
  void concreteLayers_otherPackagesOfNetworks_areNotUsed() {
    check(
        noClasses()
            .that()
            .resideInAPackage(NN)
            .and()
            .resideOutsideOfPackages(PLAN, MODEL_FILES, LAYER, GRAPH, ARCHITECTURE)
            .should()
            .dependOnClassesThat(CONCRETE_LAYERS));
    check(
        noClasses()
            .that()
            .resideInAPackage(GRAPH)
            .should()
            .dependOnClassesThat(CONCRETE_LAYERS.and(not(type(Add.class)))));
  }

  @Test
  void boundLayer_methods_areFew() {
    Set<String> methods =
        CREMA.get(BoundLayer.class).getAllMethods().stream()
            .map(method -> method.getName() + method.getRawParameterTypes())
            .collect(Collectors.toSet());

    assertThat(methods).hasSizeBetween(2, MOST_METHODS_OF_A_LAYER);
  }

  @Test
  void plans_examples_areNotUsed() {
    check(
        noClasses()
            .that()
            .resideInAPackage(EXAMPLES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PLAN, COMPUTE));
  }

  @Test
  void vision_anyClass_knowsNothingOfNetworksOrDigits() {
    check(
        noClasses()
            .that()
            .resideInAPackage(VISION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NN, MNIST, MODELS, EXAMPLES, BENCHMARKS));
  }

  @Test
  void idx_anyClass_needsNothingButCoreAndTheBaseModule() {
    check(
        classes()
            .that()
            .resideInAPackage(IDX)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                IDX,
                CORE,
                "java.lang..",
                "java.io..",
                "java.nio..",
                "java.util..",
                "org.jspecify.annotations.."));
  }

  @Test
  void mnist_anyClass_knowsNothingOfNetworks() {
    check(
        noClasses()
            .that()
            .resideInAPackage(MNIST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NN, MODELS, EXAMPLES, BENCHMARKS));
  }

  @Test
  void models_anyClass_knowsNothingButNetworks() {
    check(
        classes()
            .that()
            .resideInAPackage(MODELS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(MODELS, NN, CORE, "java..", "org.jspecify.annotations.."));
  }

  @Test
  void kernels_otherModules_areUsedByNetworksAlone() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(KERNEL, NN, BENCHMARKS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(KERNEL));
  }

  @Test
  void vectorApi_anyClass_isUsedByTheKernelsAlone() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(KERNEL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(VECTOR_API));
  }

  /** A class that names another is loaded with it, and would fail where the Vector API is not. */
  @Test
  void vectorApi_classesReachedWithoutIt_doNotNameItsUsers() {
    DescribedPredicate<JavaClass> users =
        describe(
            "use the Vector API",
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(d -> d.getTargetClass().getName().startsWith("jdk.incubator.")));
    DescribedPredicate<JavaClass> callers =
        describe(
            "are the vector kernels",
            type ->
                type.getPackageName().equals("io.crema.core.kernel")
                    && type.getSimpleName().startsWith("Vector"));
    check(
        noClasses()
            .that(not(users).and(not(callers)))
            .should()
            .dependOnClassesThat(users.or(callers)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader", "report", "web", "exam", "shapes"})
  void partsOfTheExamples_commands_areNotUsed(String part) {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.crema.examples." + part + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.crema.examples", "io.crema.examples.cli..", "picocli.."));
  }

  @Test
  void charts_anyClass_areMadeByReportsAlone() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.crema.examples.report..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.knowm.xchart.."));
  }

  // habits

  @Test
  void serialization_anyClass_isNotUsed() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat(type(ObjectInputStream.class).or(type(ObjectOutputStream.class))));
    check(
        noClasses()
            .that(not(assignableTo(Throwable.class)).and(not(assignableTo(Enum.class))))
            .should()
            .beAssignableTo(Serializable.class)
            .orShould()
            .dependOnClassesThat(type(Serializable.class)));
  }

  @Test
  void exit_libraries_isNotCalled() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(CORE, NN, VISION, MNIST, MODELS)
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class));
  }

  @Test
  void threadLocal_anyClass_isNotUsed() {
    check(noClasses().should().dependOnClassesThat(assignableTo(ThreadLocal.class)));
  }

  @Test
  void reflection_anyClassButTheKernelLookup_isNotUsed() {
    check(
        noClasses()
            .that(not(KERNEL_LOOKUP))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.lang.reflect..").as("reside in the package of reflection"))
            .orShould()
            .callMethodWhere(
                describe(
                    "a class is looked up by name",
                    call ->
                        call.getTargetOwner().isEquivalentTo(Class.class)
                            && Arrays.asList("forName", "getDeclaredConstructor", "newInstance")
                                .contains(call.getTarget().getName()))));
  }

  /** The benchmarks start JVMs; nothing that others use starts anything. */
  @Test
  void processes_anyClassButTheBenchmarks_areNotStarted() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(BENCHMARKS)
            .should()
            .dependOnClassesThat(type(ProcessBuilder.class).or(type(Process.class))));
    check(
        noClasses()
            .should()
            .callMethodWhere(
                describe(
                    "a command is run",
                    call ->
                        call.getTargetOwner().isEquivalentTo(Runtime.class)
                            && call.getTarget().getName().equals("exec"))));
  }

  @Test
  void codeFromElsewhere_anyClassButTheKernelLookup_isNotLoaded() {
    check(
        noClasses()
            .that(not(KERNEL_LOOKUP))
            .should()
            .dependOnClassesThat(
                assignableTo(ClassLoader.class)
                    .or(type(ServiceLoader.class))
                    .or(type(Lookup.class)))
            .orShould()
            .callMethodWhere(
                describe(
                    "a native library is loaded",
                    call ->
                        Arrays.asList("load", "loadLibrary").contains(call.getTarget().getName())
                            && (call.getTargetOwner().isEquivalentTo(System.class)
                                || call.getTargetOwner().isEquivalentTo(Runtime.class)))));
  }

  @Test
  void network_libraries_isNotUsed() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(CORE, NN, VISION, MNIST, MODELS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "javax.net..", "java.net.http.."));
  }

  @Test
  void packages_ofEachModule_knowEachOtherInOneDirection() {
    for (String module : new String[] {"core", "nn", "vision", "mnist", "examples"}) {
      check(slices().matching("io.crema." + module + ".(*)..").should().beFreeOfCycles());
    }
  }
}
