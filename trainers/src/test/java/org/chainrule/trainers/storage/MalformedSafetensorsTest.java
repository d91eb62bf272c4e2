package org.chainrule.trainers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users read of files that others made, or that were damaged. */
class MalformedSafetensorsTest {
    @TempDir private Path folder;

    private static byte[] file(long length, byte[] header, int dataLength) {
        return ByteBuffer.allocate(8 + header.length + dataLength)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(header)
                .array();
    }

    private static byte[] file(String header, int dataLength) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        return file(bytes.length, bytes, dataLength);
    }

    private void assertFound(byte[] content, String found) throws IOException {
        Path file = Files.write(folder.resolve("a.safetensors"), content);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            assertThatThrownBy(() -> Safetensors.read(file, manager))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessage(
                            file
                                    + ": must be a whole safetensors file, but "
                                    + found
                                    + ". Save or copy it again.");
            assertThat(manager.getManagedArrays()).isEmpty();
        }
    }

    // Single quotes in a header stand for double ones.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // JSON
                "                             | 0 | its header is not JSON (line 1 column 1)",
                "{                            | 0 | its header is not JSON (line 1 column 2)",
                "{'a' 1}                      | 0 | its header is not JSON (line 1 column 7)",
                "{a: 1}                       | 0 | its header is not JSON (line 1 column 3)",
                "[]                           | 0 | its header is not a JSON object",
                "{} {}                        | 0 | its header is not JSON (line 1 column 5)",
                "{'a': 1}                     | 0 | 'a' is not a JSON object",
                // metadata
                "{'__metadata__': 1}          | 0 | its metadata is not a JSON object",
                "{'__metadata__': {'a': 1}}   | 0 | its metadata 'a' is not a string",
                "{'__metadata__': {'a': '', 'a': ''}}    | 0 | its metadata names 'a' twice",
                "{'__metadata__': {}, '__metadata__': {}} | 0 | its header names '__metadata__' twice",
                // entries
                "{'a': {}}                    | 0 | 'a' has no dtype",
                "{'a': {'dtype': 'F32'}}      | 0 | 'a' has no shape",
                "{'a': {'dtype': 'F32', 'shape': []}} | 0 | 'a' has no data_offsets",
                "{'a': {'dtype': 32}}         | 0 | 'a' has a dtype that is not a string",
                "{'a': {'dtype': 'F8_E4M3'}}  | 0 | 'a' has dtype 'F8_E4M3', and only F64, F32, F16, BF16, I64, I32, I8, U8, BOOL can be read",
                "{'a': {'shape': 4}}          | 0 | 'a' has a shape that is not a list",
                "{'a': {'shape': [-1]}}       | 0 | 'a' has a shape that does not consist of whole numbers from 0 on",
                "{'a': {'shape': [1.5]}}      | 0 | 'a' has a shape that does not consist of whole numbers from 0 on",
                "{'a': {'shape': ['2']}}      | 0 | 'a' has a shape that does not consist of whole numbers from 0 on",
                "{'a': {'shape': [99999999999999999999]}} | 0 | 'a' has a shape that does not consist of whole numbers from 0 on",
                "{'a': {'dtype': 'F32', 'shape': [4294967296, 4294967296], 'data_offsets': [0, 0]}} | 0 | 'a' has a shape of too many numbers",
                "{'a': {'data_offsets': {}}}  | 0 | 'a' has data_offsets that is not a list",
                "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [0]}}    | 4 | 'a' has data_offsets that are not a begin and an end",
                "{'a': {'dtype': 'F32', 'shape': [1], 'data_offsets': [4, 0]}} | 4 | 'a' has data_offsets that are not a begin and an end",
                "{'a': {'dtype': 'F32', 'shape': [2, 3], 'data_offsets': [0, 20]}} | 20 | 'a' has shape (2, 3) of F32, which takes 24 bytes, and data_offsets that hold 20",
                // places
                "{'a': {'dtype': 'I8', 'shape': [4], 'data_offsets': [0, 4]}, 'a': {'dtype': 'I8', 'shape': [4], 'data_offsets': [4, 8]}} | 8 | its header names 'a' twice",
                "{'a': {'dtype': 'I8', 'shape': [4], 'data_offsets': [0, 4]}, 'b': {'dtype': 'I8', 'shape': [4], 'data_offsets': [3, 7]}} | 7 | 'b' begins at byte 3 of the data, but 'a' ends at byte 4",
                "{'a': {'dtype': 'I8', 'shape': [4], 'data_offsets': [0, 4]}, 'b': {'dtype': 'I8', 'shape': [4], 'data_offsets': [5, 9]}} | 9 | bytes 4 to 5 of the data belong to no array",
                "{'a': {'dtype': 'I8', 'shape': [4], 'data_offsets': [2, 6]}}  | 6 | bytes 0 to 2 of the data belong to no array",
                "{'a': {'dtype': 'I8', 'shape': [4], 'data_offsets': [0, 4]}}  | 3 | it is cut short: 'a' ends at byte 4 of the data, of which there are 3",
                "{'a': {'dtype': 'I8', 'shape': [4], 'data_offsets': [0, 4]}}  | 6 | the last 2 bytes belong to no array",
                "{'a': {'dtype': 'I8', 'shape': [0, 99999999999], 'data_offsets': [9, 9]}} | 6 | bytes 0 to 9 of the data belong to no array",
            })
    void saysWhatIsWrong(String header, int dataLength, String found) throws IOException {
        String json = header == null ? "" : header.replace('\'', '"');
        assertFound(file(json, dataLength), found.replace('\'', '"'));
    }

    @Test
    void saysThatTheLengthIsCutShort() throws IOException {
        assertFound(new byte[0], "it has only 0 bytes");
        assertFound(new byte[7], "it has only 7 bytes");
    }

    @Test
    void doesNotBelieveTheLengthOfTheHeader() throws IOException {
        assertFound(
                file(1_000, new byte[3], 0),
                "its header would take 1000 bytes, and only 3 are left");
        assertFound(
                file(100_000_001, new byte[3], 0),
                "its header would take 100000001 bytes, and at most 100000000 are allowed");
        assertFound(
                file(-1, new byte[3], 0),
                "its header would take 18446744073709551615 bytes, and at most 100000000 are"
                        + " allowed");
    }

    @Test
    void saysThatTheHeaderIsNotText() throws IOException {
        byte[] header = {'{', '"', (byte) 0xFF, '"', '}'};
        assertFound(file(header.length, header, 0), "its header is not UTF-8");
    }

    @Test
    void saysThatItIsAnotherKindOfFile() throws IOException {
        assertFound(
                "PK\3\4 a zip file and more".getBytes(StandardCharsets.US_ASCII),
                "its header would take 8800140462016121680 bytes, and at most 100000000 are"
                        + " allowed");
    }

    @Test
    void shortensLongNames() throws IOException {
        assertFound(
                file("{\"" + "x".repeat(1_000) + "\": 1}", 0),
                '"' + "x".repeat(80) + "...\" is not a JSON object");
    }

    @Test
    void survivesDeepNesting() throws IOException {
        Path file =
                Files.write(
                        folder.resolve("deep.safetensors"),
                        file("{\"a\": {\"x\": " + "[".repeat(100_000), 0));
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            assertThatThrownBy(() -> Safetensors.read(file, manager))
                    .isInstanceOf(ChainruleException.class)
                    .hasMessageStartingWith(
                            file
                                    + ": must be a whole safetensors file, but its header is not JSON");
        }
    }

    @Test
    void acceptsWhatTheFormatAllows() throws IOException {
        byte[] content =
                file(
                        "{\"b\": {\"shape\": [2], \"more\": [{}], \"data_offsets\": [1, 3],"
                                + " \"dtype\": \"U8\"}, \"a\": {\"dtype\": \"BOOL\", \"shape\": [],"
                                + " \"data_offsets\": [0, 1]}}   ",
                        0);
        byte[] data = {1, 7, (byte) 200};
        byte[] whole = Arrays.copyOf(content, content.length + data.length);
        System.arraycopy(data, 0, whole, content.length, data.length);
        Path file = Files.write(folder.resolve("a.safetensors"), whole);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Safetensors read = Safetensors.read(file, manager);
            assertThat(read.arrays().keySet()).containsExactly("b", "a");
            assertThat(read.arrays().get("a").getBoolean()).isTrue();
            assertThat(read.arrays().get("b").toUint8Array()).containsExactly(7, 200);
            assertThat(read.metadata()).isEmpty();
        }
    }
}
