package org.chainrule.trainers.storage;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of numbers in a safetensors file, under the format's names. */
enum NumberType {
    F64(DataType.FLOAT64),
    F32(DataType.FLOAT32),
    F16(DataType.FLOAT16),
    /** Is read as {@link #F32}, which keeps every value: DJL's native part aborts on this type. */
    BF16(DataType.FLOAT32),
    I64(DataType.INT64),
    I32(DataType.INT32),
    I8(DataType.INT8),
    U8(DataType.UINT8),
    BOOL(DataType.BOOLEAN);

    private final DataType inMemory;

    NumberType(DataType inMemory) {
        this.inMemory = inMemory;
    }

    /** The type of arrays that are read. */
    DataType inMemory() {
        return inMemory;
    }

    /** How many bytes a number takes in the file. */
    int width() {
        return this == BF16 ? 2 : inMemory.getNumOfBytes();
    }

    /** The type with one of the format's names. */
    static Optional<NumberType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** The type that arrays are written as. */
    static Optional<NumberType> of(DataType type) {
        return Arrays.stream(values()).filter(t -> t != BF16 && t.inMemory == type).findFirst();
    }

    /** All names that can be read. */
    static String names() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
