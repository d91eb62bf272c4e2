package org.chainrule.trainers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.dsl.djl.Native;
import org.chainrule.dsl.error.ChainruleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsTest {
    /**
     * Made by Python 3.11 with its modules struct, json and base64 alone: the header is json.dumps
     * of the entries sorted by name, padded with spaces to 8 bytes, after struct.pack("&lt;Q") of
     * its length; the numbers are struct.pack's.
     */
    private static final String FROM_PYTHON =
            """
            mAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6IHsiZm9ybWF0IjogInB0IiwgIm5vdGUiOiAiXCJcdTAzYzBc
            IlxuIn0sICJnclx1MDBmNlx1MDBkZmUiOiB7ImR0eXBlIjogIkk2NCIsICJzaGFwZSI6IFtdLCAiZGF0
            YV9vZmZzZXRzIjogWzAsIDhdfSwgImhhbGYiOiB7ImR0eXBlIjogIkJGMTYiLCAic2hhcGUiOiBbMl0s
            ICJkYXRhX29mZnNldHMiOiBbOCwgMTJdfSwgIm1hc2siOiB7ImR0eXBlIjogIkJPT0wiLCAic2hhcGUi
            OiBbM10sICJkYXRhX29mZnNldHMiOiBbMTIsIDE1XX0sICJub25lIjogeyJkdHlwZSI6ICJGNjQiLCAi
            c2hhcGUiOiBbMCwgNF0sICJkYXRhX29mZnNldHMiOiBbMTUsIDE1XX0sICJ3ZWlnaHQiOiB7ImR0eXBl
            IjogIkYzMiIsICJzaGFwZSI6IFsyLCAzXSwgImRhdGFfb2Zmc2V0cyI6IFsxNSwgMzldfX0gICD/////
            ///f/4A/IMABAAEAAMA/AAAAwM3MzD0AAIB/AgAAAAAAAIA=
            """;

    @TempDir private Path folder;
    private NDManager manager;
    private Path file;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        file = folder.resolve("arrays.safetensors");
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private Safetensors written(Map<String, NDArray> arrays) {
        Safetensors.write(file, arrays, Map.of());
        return Safetensors.read(file, manager);
    }

    private NDArray floats(double[] values, long... sizes) {
        return Native.copy(manager, values, sizes, DataType.FLOAT32);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"FLOAT64", "FLOAT32", "FLOAT16", "INT64", "INT32", "INT8", "UINT8", "BOOLEAN"})
    void keepsEveryType(DataType type) {
        NDArray array = floats(new double[] {0, 1, 2.5, 3, 100, 7}, 3, 2).toType(type, true);
        NDArray again = written(Map.of("a", array)).arrays().get("a");
        assertThat(again.getDataType()).isEqualTo(type);
        assertThat(again.getShape()).isEqualTo(new Shape(3, 2));
        assertThat(again.toByteArray()).isEqualTo(array.toByteArray());
    }

    @Test
    void keepsEveryBitOfFloats() {
        double[] odd = {
            Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 0.1
        };
        NDArray wide = Native.copy(manager, odd, new long[] {6}, DataType.FLOAT64);
        assertThat(written(Map.of("a", wide)).arrays().get("a").toDoubleArray())
                .containsExactly(odd);
    }

    @Test
    void keepsEveryBitOfWholeNumbers() {
        long[] odd = {Long.MIN_VALUE, -1, 0, (1L << 53) + 1, Long.MAX_VALUE};
        NDArray array = Native.copy(manager, odd, 5, 1);
        assertThat(written(Map.of("a", array)).arrays().get("a").toLongArray())
                .containsExactly(odd);
    }

    @Test
    void keepsScalarsEmptyArraysAndOddShapes() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("scalar", floats(new double[] {4.5}));
        arrays.put("empty", manager.create(new Shape(0), DataType.FLOAT32));
        arrays.put("empty in the middle", manager.create(new Shape(2, 0, 3), DataType.INT64));
        arrays.put("odd", manager.randomNormal(new Shape(3, 1, 5, 7)));
        Map<String, NDArray> again = written(arrays).arrays();
        assertThat(again.keySet()).containsExactlyElementsOf(arrays.keySet());
        arrays.forEach(
                (name, array) -> {
                    assertThat(again.get(name).getShape()).as(name).isEqualTo(array.getShape());
                    assertThat(again.get(name).getDataType()).isEqualTo(array.getDataType());
                    assertThat(again.get(name).toByteArray()).isEqualTo(array.toByteArray());
                });
    }

    @Test
    void writesTransposedArraysInRowMajorOrder() {
        NDArray array = floats(new double[] {1, 2, 3, 4, 5, 6}, 2, 3).transpose();
        NDArray again = written(Map.of("a", array)).arrays().get("a");
        assertThat(again.getShape()).isEqualTo(new Shape(3, 2));
        assertThat(again.toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void writesWeightsThatAutogradFollows() {
        NDArray array = floats(new double[] {1, 2}, 2);
        array.setRequiresGradient(true);
        assertThat(written(Map.of("a", array)).arrays().get("a").toFloatArray())
                .containsExactly(1, 2);
    }

    @Test
    void copiesLargeArraysPartByPart() {
        long size = (1L << 24) + 3; // more than one part
        NDArray array = manager.randomInteger(-128, 128, new Shape(size), DataType.INT64);
        NDArray small = array.toType(DataType.INT8, true);
        assertThat(written(Map.of("a", small)).arrays().get("a").toByteArray())
                .isEqualTo(small.toByteArray());
    }

    @Test
    void readsIntoMemoryThatDoesNotDependOnJava() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            arrays.put("a" + i, manager.full(new Shape(10_000), i, DataType.FLOAT32));
        }
        Map<String, NDArray> again = written(arrays).arrays();
        for (int round = 0; round < 20; round++) { // what would take the place of freed buffers
            System.gc();
            ByteBuffer.allocateDirect(2_000_000).asLongBuffer().put(new long[250_000]);
        }
        arrays.forEach((name, array) -> assertThat(again.get(name).contentEquals(array)).isTrue());
        assertThat(again.get("a49").toFloatArray()).containsOnly(49);
    }

    @Test
    void holdsNoMoreArraysThanItReads() {
        Safetensors.write(file, Map.of("a", manager.ones(new Shape(3))), Map.of());
        int before = manager.getManagedArrays().size();
        NDArray again = Safetensors.read(file, manager).arrays().get("a");
        assertThat(again.getManager()).isSameAs(manager);
        assertThat(manager.getManagedArrays()).hasSize(before + 1);
    }

    @Test
    void readsWhatPythonWrote() throws IOException {
        Files.write(file, Base64.getMimeDecoder().decode(FROM_PYTHON));
        Safetensors read = Safetensors.read(file, manager);
        assertThat(read.metadata()).isEqualTo(Map.of("format", "pt", "note", "\"π\"\n"));
        assertThat(read.arrays().keySet())
                .containsExactly("größe", "half", "mask", "none", "weight");
        assertThat(read.arrays().get("größe").getLong()).isEqualTo(-(1L << 53) - 1);
        assertThat(read.arrays().get("half").toFloatArray()).containsExactly(1, -2.5f);
        assertThat(read.arrays().get("mask").toBooleanArray()).containsExactly(true, false, true);
        assertThat(read.arrays().get("none").getShape()).isEqualTo(new Shape(0, 4));
        assertThat(read.arrays().get("weight").toFloatArray())
                .containsExactly(1.5f, -2, 0.1f, Float.POSITIVE_INFINITY, 2 * Float.MIN_VALUE, -0f);
        assertThat(read.arrays().get("weight").getShape()).isEqualTo(new Shape(2, 3));
    }

    @Test
    void writesTheFormatByteForByte() throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("b", floats(new double[] {1}, 1));
        arrays.put("a <\"é\">", Native.copy(manager, new long[] {-1}));
        Safetensors.write(file, arrays, Map.of("format", "pt"));
        String json =
                """
                {"__metadata__":{"format":"pt"},\
                "b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},\
                "a <\\"é\\">":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}\
                """;
        byte[] header = (json + " ".repeat(5)).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 12);
        bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header);
        assertThat(header.length % 8).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes.putLong(-1).putFloat(1).array());
    }

    @Test
    void placesEachNumberAtAMultipleOfItsSize() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        arrays.put("bytes", manager.zeros(new Shape(3), DataType.INT8));
        arrays.put("half", manager.zeros(new Shape(5), DataType.FLOAT16));
        arrays.put("double", manager.zeros(new Shape(1), DataType.FLOAT64));
        arrays.put("float", manager.zeros(new Shape(7), DataType.FLOAT32));
        Header header = Header.of(arrays, Map.of());
        assertThat(header.bytes().length % 8).isZero();
        assertThat(header.entries()).allMatch(entry -> entry.begin() % entry.type().width() == 0);
        assertThat(header.inOrderOfData())
                .extracting(Header.Entry::name)
                .containsExactly("double", "float", "half", "bytes");
    }

    @Test
    void keepsMetadataAndNothingElse() {
        Map<String, String> metadata =
                Map.of("step", "12", "text", "{\"a\": \"\\n\u2028\uD83D\uDE00\"}");
        Safetensors.write(file, Map.of(), metadata);
        Safetensors again = Safetensors.read(file, manager);
        assertThat(again.metadata()).isEqualTo(metadata);
        assertThat(again.arrays()).isEmpty();
    }

    @Test
    void replacesAFileAndMakesItsFolder() {
        file = folder.resolve("new").resolve("deeper").resolve("a.safetensors");
        Safetensors.write(file, Map.of("a", manager.ones(new Shape(100))), Map.of());
        assertThat(written(Map.of("b", manager.ones(new Shape(1)))).arrays()).containsOnlyKeys("b");
        assertThat(file.getParent()).isDirectoryContaining("glob:**a.safetensors");
        assertThat(file.getParent().toFile().list()).hasSize(1);
    }

    @Test
    void rejectsATypeThatTheFormatLacks() {
        NDArray text = manager.create(new String[] {"a"}, StandardCharsets.UTF_8, new Shape(1));
        assertThatThrownBy(() -> Safetensors.write(file, Map.of("z", text), Map.of()))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        file
                                + ": arrays must be of real or whole numbers or booleans, but \"z\""
                                + " is STRING. Convert it with NDArray.toType.");
    }

    @Test
    void rejectsANameThatTheFormatReserves() {
        Map<String, NDArray> arrays = Map.of("__metadata__", manager.ones(new Shape(2)));
        assertThatThrownBy(() -> Safetensors.write(file, arrays, Map.of()))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        file
                                + ": names of arrays must differ from __metadata__, but one has"
                                + " that name. Choose another name.");
    }

    @Test
    void rejectsHalfACharacter() {
        assertThatThrownBy(() -> Safetensors.write(file, Map.of(), Map.of("text", "a\uD83D")))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        file
                                + ": names and metadata must be well-formed Unicode, but there is"
                                + " half a surrogate pair in one of them. Remove it.");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> Safetensors.read(file, manager))
                .isInstanceOf(ChainruleException.class)
                .hasMessage(
                        file
                                + ": must be readable, but it is not (no such file or folder)."
                                + " Check the name and the permissions.");
    }
}
