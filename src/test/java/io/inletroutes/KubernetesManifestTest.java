package io.inletroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The manifest against the cluster's own types, and against what the image and the product really have. */
class KubernetesManifestTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, Class<?>> KINDS = Map.of("Secret", Secret.class, "Service", Service.class, "StatefulSet", StatefulSet.class);

    private final List<JsonNode> documents = new ArrayList<>();
    private String version;
    private String build;
    private StatefulSet set;
    private PodSpec pod;
    private Container container;

    @BeforeEach
    void read() throws IOException {
        try (MappingIterator<JsonNode> all = YAML.readerFor(JsonNode.class).readValues(Files.readString(Path.of("src/packages/kubernetes/inlet-routes.yaml")))) {
            all.forEachRemaining(documents::add);
        }
        String project = Files.readString(Path.of("pom.xml"));
        version = project.replaceFirst("(?s).*?<version>(.*?)<.*", "$1");
        build = project.substring(project.indexOf("<id>image</id>"));
        set = YAML.treeToValue(documents.get(2), StatefulSet.class);
        pod = set.getSpec().getTemplate().getSpec();
        container = pod.getContainers().get(0);
    }

    @Test
    void knowsOnlyFieldsThatTheClusterKnows() throws Exception {
        for (JsonNode document : documents) {
            Object typed = YAML.treeToValue(document, KINDS.get(document.get("kind").asText()));

            assertThat(unknown(typed)).as(document.get("kind").asText()).isEmpty();
        }
    }

    @Test
    void selectsItsOwnPods() throws IOException {
        Service service = YAML.treeToValue(documents.get(1), Service.class);
        Map<String, String> labels = set.getSpec().getTemplate().getMetadata().getLabels();

        assertThat(set.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
        assertThat(service.getSpec().getSelector()).isEqualTo(labels);
        assertThat(set.getSpec().getServiceName()).isEqualTo(service.getMetadata().getName());
        assertThat(container.getEnvFrom().get(0).getSecretRef().getName()).isEqualTo(documents.get(0).at("/metadata/name").asText());
    }

    @Test
    void startsTheImageThatTheBuildMakes() {
        assertThat(container.getImage()).isEqualTo(made("image.name") + ":" + version);
        assertThat(made("user")).isEqualTo(pod.getSecurityContext().getRunAsUser() + ":0");
        assertThat(container.getPorts().get(0).getContainerPort()).hasToString(made("port"));
        assertThat(container.getCommand()).isEmpty();
        assertThat(container.getArgs()).containsExactly(made("arg"));
        assertThat(container.getVolumeMounts()).filteredOn(mount -> mount.getName().equals("state")).singleElement().extracting("mountPath").isEqualTo(made("volume"));
        assertThat(container.getVolumeMounts()).filteredOn(mount -> mount.getName().equals("home")).singleElement().extracting("mountPath").isEqualTo(made("INLET_ROUTES_HOME"));
    }

    @Test
    void setsOnlyWhatTheProductReads() throws IOException {
        Set<String> known = new TreeSet<>(Set.of("INLET_ROUTES_HEAP", "INLET_ROUTES_HOME"));
        Pattern.compile("(?m)^(?:# )?([a-z][\\w.-]*) =").matcher(Files.readString(Path.of("src/main/resources/application.properties"))).results()
                .forEach(setting -> known.add(setting.group(1).replace('.', '_').replace('-', '_').toUpperCase(java.util.Locale.ROOT)));

        List<String> names = new ArrayList<>();
        documents.get(0).get("stringData").fieldNames().forEachRemaining(names::add);
        documents.get(2).at("/spec/template/spec/containers/0/env").forEach(variable -> {
            names.add(variable.get("name").asText());
            assertThat(variable.get("value").isTextual()).as("the cluster takes texts alone: %s", variable).isTrue();
        });

        assertThat(known).containsAll(names);
    }

    @Test
    void probesWhatTheConsoleAnswersWhereTheClusterReachesIt() throws IOException {
        String pages = Files.readString(Path.of("src/main/java/io/inletroutes/console/Observation.java"));

        for (Probe probe : List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())) {
            assertThat(pages).contains("pages.put(\"" + probe.getHttpGet().getPath() + "\"");
            assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo(container.getPorts().get(0).getName());
        }
        assertThat(value("CONSOLE_HOST")).isEqualTo("0.0.0.0");
        assertThat(value("CONSOLE_PORT")).isEqualTo(container.getPorts().get(0).getContainerPort().toString());
        assertThat(documents.get(0).get("stringData").has("CONSOLE_TOKEN")).isTrue();
    }

    @Test
    void leavesRoomBesideTheHeapAndTimeToSettle() throws IOException {
        Quantity memory = container.getResources().getLimits().get("memory");
        Quantity heap = new Quantity(value("INLET_ROUTES_HEAP").replace("m", "Mi"));

        assertThat(memory.getNumericalAmount()).isGreaterThanOrEqualTo(heap.getNumericalAmount().multiply(java.math.BigDecimal.valueOf(3)));
        String run = Files.readString(Path.of("src/main/java/io/inletroutes/cli/HomeRun.java"));
        String stop = Pattern.compile("STOP_SECONDS = (\\d+)").matcher(run).results().findFirst().orElseThrow().group(1);
        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(Long.parseLong(stop) + 5);
    }

    @Test
    void mountsFilesThatAreThere() {
        assertThat(pod.getVolumes()).filteredOn(volume -> volume.getConfigMap() != null).singleElement()
                .satisfies(volume -> assertThat(volume.getConfigMap().getItems()).isNotEmpty().allSatisfy(item -> {
                    assertThat(Path.of(item.getPath())).isRegularFile();
                    assertThat(Path.of(item.getPath()).getFileName()).hasToString(item.getKey());
                }));
        assertThat(container.getVolumeMounts()).extracting("name").allMatch(name -> pod.getVolumes().stream().anyMatch(volume -> volume.getName().equals(name))
                || set.getSpec().getVolumeClaimTemplates().stream().anyMatch(claim -> claim.getMetadata().getName().equals(name)));
    }

    private String value(String variable) {
        return container.getEnv().stream().filter(one -> one.getName().equals(variable)).findFirst().orElseThrow().getValue();
    }

    /** What stands in the first element of that name of the build's profile for the image. */
    private String made(String element) {
        return Pattern.compile("<" + Pattern.quote(element) + ">([^<]+)</").matcher(build).results().findFirst().orElseThrow().group(1);
    }

    /** Fields that fitted no type, with their places. */
    private static List<String> unknown(Object value) throws ReflectiveOperationException {
        List<String> found = new ArrayList<>();
        if (value instanceof Collection<?> all) {
            for (Object one : all) {
                found.addAll(unknown(one));
            }
        } else if (value instanceof Map<?, ?> all) {
            found.addAll(unknown(all.values()));
        } else if (value instanceof KubernetesResource) {
            for (Method getter : value.getClass().getMethods()) {
                if (getter.getName().equals("getAdditionalProperties")) {
                    ((Map<?, ?>) getter.invoke(value)).keySet().forEach(name -> found.add(value.getClass().getSimpleName() + "." + name));
                } else if (getter.getName().startsWith("get") && getter.getParameterCount() == 0 && getter.getDeclaringClass() == value.getClass()) {
                    found.addAll(unknown(getter.invoke(value)));
                }
            }
        }
        return found;
    }
}
