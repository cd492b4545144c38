package io.govshare.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.govshare.stack.StackOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bill of materials, against what the same build has put into its jars and folders. */
class BillOfMaterialsIntegrationTests {

    private static final Path HOME = StackOptions.checkout();
    private static final String OWN = "govshare-";

    private static final Pattern CLASSIFIER = Pattern.compile("classifier=([^&]+)");

    /** Lists of dependencies with nothing in them; Spring Boot leaves them out of its jars. */
    private static final String EMPTY = "spring-boot-starter";

    private static List<Component> components = List.of();

    /** File name to SHA-256, in hexadecimal, of everything delivered that was not made here. */
    private static Map<String, String> foreign = Map.of();

    private static Set<String> own = Set.of();

    private record Component(String purl, String name, String version, Map<String, String> hashes) {

        static Component of(JsonNode json) {
            Map<String, String> hashes = new TreeMap<>();
            json.path("hashes")
                    .forEach(hash -> hashes.put(
                            hash.path("alg").asString(), hash.path("content").asString()));
            return new Component(
                    json.path("purl").asString(),
                    json.path("name").asString(),
                    json.path("version").asString(),
                    hashes);
        }

        boolean isMaven() {
            return purl.startsWith("pkg:maven/");
        }

        boolean isOwn() {
            return purl.startsWith("pkg:maven/io.govshare/");
        }

        String fileName() {
            Matcher classifier = CLASSIFIER.matcher(purl);
            return name + "-" + version + (classifier.find() ? "-" + classifier.group(1) : "")
                    + (purl.endsWith("type=zip") ? ".zip" : ".jar");
        }
    }

    @BeforeAll
    static void read() throws IOException {
        Path bill = HOME.resolve("target/govshare-sbom.json");
        assertThat(bill)
                .as("the bill of materials, which Maven makes in the phase 'verify' when it is not offline")
                .exists();
        components = JsonMapper.shared()
                .readTree(Files.readAllBytes(bill))
                .path("components")
                .valueStream()
                .map(Component::of)
                .toList();
        Map<String, String> found = new TreeMap<>();
        for (Path jar : matching("*-service/target/*-exec.jar", "gateway/target/*-exec.jar")) {
            readBootJar(jar, found);
        }
        for (Path file : matching("tools/stack/target/lib/*.jar", "tools/stack/target/dist/*.zip")) {
            try (InputStream in = Files.newInputStream(file)) {
                found.put(file.getFileName().toString(), sha256(in));
            }
        }
        assertThat(found).as("delivered files").hasSizeGreaterThan(200);
        own = found.keySet().stream().filter(name -> name.startsWith(OWN)).collect(Collectors.toSet());
        found.keySet().removeAll(own);
        foreign = found;
    }

    @Test
    void everythingDeliveredIsListedWithItsHash() {
        Map<String, String> listed = components.stream()
                .filter(component -> component.hashes().containsKey("SHA-256"))
                .collect(Collectors.toMap(
                        component -> component.hashes().get("SHA-256"),
                        Component::fileName,
                        (first, second) -> first + " " + second));
        Set<String> withoutHash = names(components.stream()
                .filter(component -> component.hashes().isEmpty())
                .map(Component::fileName));

        assertThat(foreign)
                .allSatisfy((name, hash) -> assertThat(listed.containsKey(hash) || withoutHash.contains(name))
                        .as("%s (%s) is listed", name, hash)
                        .isTrue());
        assertThat(withoutHash)
                .as("listed by name only")
                .allSatisfy(
                        name -> assertThat(name).containsAnyOf(OWN, "spring-boot-loader", "spring-boot-jarmode-tools"));
        assertThat(names(components.stream().filter(Component::isOwn).map(Component::fileName)))
                .as("own modules")
                .containsAll(own);
    }

    @Test
    void nothingIsListedThatIsNotDelivered() {
        Set<String> listed = names(components.stream()
                .filter(Component::isMaven)
                .filter(component -> !component.isOwn() && !component.name().startsWith(EMPTY))
                .map(Component::fileName));
        listed.remove(loader().fileName());

        assertThat(listed).isSubsetOf(foreign.keySet());
    }

    @Test
    void classesThatStartAServiceAreListed() throws IOException {
        for (Path jar : matching("gateway/target/*-exec.jar")) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                assertThat(zip.getEntry("org/springframework/boot/loader/launch/JarLauncher.class"))
                        .isNotNull();
            }
        }
        assertThat(loader().version())
                .isEqualTo(components.stream()
                        .filter(component -> component.name().equals("spring-boot"))
                        .findFirst()
                        .orElseThrow()
                        .version());
    }

    @Test
    void npmPackagesAreThoseOfTheLockFiles() throws IOException {
        Map<String, String> locked = new TreeMap<>();
        for (String module : List.of("services/chain", "tools/verifier-page")) {
            JsonNode lock =
                    JsonMapper.shared().readTree(Files.readAllBytes(HOME.resolve(module + "/package-lock.json")));
            lock.path("packages").forEachEntry((location, entry) -> {
                if (!location.isEmpty() && !entry.path("dev").asBoolean(false)) {
                    String name = location.substring(location.lastIndexOf("node_modules/") + "node_modules/".length());
                    byte[] digest = Base64.getDecoder()
                            .decode(entry.path("integrity").asString().substring("sha512-".length()));
                    locked.put(
                            "pkg:npm/" + name.replace("@", "%40") + "@"
                                    + entry.path("version").asString(),
                            HexFormat.of().formatHex(digest));
                }
            });
        }

        Map<String, String> listed = components.stream()
                .filter(component -> component.purl().startsWith("pkg:npm/"))
                .collect(Collectors.toMap(
                        Component::purl, component -> component.hashes().get("SHA-512")));

        assertThat(listed).isNotEmpty().isEqualTo(locked);
    }

    @Test
    void nothingIsListedTwice() {
        assertThat(components.stream().map(Component::purl)).doesNotHaveDuplicates();
    }

    private static Component loader() {
        return components.stream()
                .filter(component -> component.name().equals("spring-boot-loader"))
                .findFirst()
                .orElseThrow();
    }

    private static void readBootJar(Path jar, Map<String, String> found) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream()
                    .filter(entry -> entry.getName().matches("BOOT-INF/lib/.*\\.jar"))
                    .toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    found.put(entry.getName().substring("BOOT-INF/lib/".length()), sha256(in));
                }
            }
        }
    }

    /** @param globs each a folder's name or pattern, the folder in it, and a pattern of files */
    private static List<Path> matching(String... globs) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String glob : globs) {
            List<Path> folders = List.of(HOME);
            for (Path name : Path.of(glob)) {
                List<Path> next = new ArrayList<>();
                for (Path folder : folders) {
                    if (Files.isDirectory(folder)) {
                        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, name.toString())) {
                            entries.forEach(next::add);
                        }
                    }
                }
                folders = next;
            }
            found.addAll(folders);
        }
        return found;
    }

    private static Set<String> names(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sha256(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
