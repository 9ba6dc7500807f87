using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Reads any body by its structure: what emitted decoders do, without emitting anything. Never throws, whatever the bytes.</summary>
public static class BodyReader
{
    /// <summary>Reads a whole body; false where the bytes do not follow the structure.</summary>
    /// <param name="structure">The fields.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="context">The types that the structure refers to, and what it takes from outside.</param>
    /// <param name="values">Every field in wire order, derived and absent ones included, and what is kept under <see cref="HiddenNames"/>.</param>
    /// <param name="failure">What is wrong, or null.</param>
    public static bool TryRead(Structure structure, byte[] body, WalkContext context, out EquatableArray<VectorValue> values, out BodyFailure? failure)
    {
        var read = new List<VectorValue>();
        var input = new BodyInput(body, context, structure.SchemaName);
        var scope = new WalkScope(structure, context.Outer, around: null, StructLevel.First);
        if (StructureWalk.Read(scope, input, body.Length, read)) ReadTrailing(structure, input, read);

        values = read.ToEquatableArray();
        failure = input.Failure;
        return failure is null;
    }

    /// <summary>Reads a body that ends where its fields end, whatever follows; false where the bytes do not follow the structure.</summary>
    /// <param name="structure">The fields.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="context">The types that the structure refers to, and what it takes from outside.</param>
    /// <param name="size">How many of the bytes it takes, or took before reading ended.</param>
    /// <param name="values">Every field in wire order.</param>
    /// <param name="failure">What is wrong, or null.</param>
    public static bool TryReadStart(Structure structure, byte[] bytes, WalkContext context, out int size, out EquatableArray<VectorValue> values, out BodyFailure? failure)
    {
        var read = new List<VectorValue>();
        var input = new BodyInput(bytes, context, structure.SchemaName);
        StructureWalk.Read(new WalkScope(structure, context.Outer, around: null, StructLevel.First), input, bytes.Length, read);
        (size, values, failure) = (input.Position, read.ToEquatableArray(), input.Failure);
        return failure is null;
    }

    /// <summary>Reads a whole body that refers to no other type; false where the bytes do not follow the layout.</summary>
    /// <param name="layout">Where the bytes stand.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="values">Every field in wire order, constants included.</param>
    /// <param name="failure">What is wrong, or null.</param>
    public static bool TryRead(BodyLayout layout, byte[] body, out EquatableArray<VectorValue> values, out BodyFailure? failure) =>
        TryRead(Nameless(layout), body, WalkContext.Empty, out values, out failure);

    internal static Structure Nameless(BodyLayout layout) => new() { Name = "", SchemaName = "", Layout = layout };

    private static void ReadTrailing(Structure structure, BodyInput input, List<VectorValue> read)
    {
        var left = input.Bytes.Length - input.Position;
        if (left == 0) return;
        if (structure.Trailing == Trailing.Error) input.Fail(input.Position, $"has {left} bytes more than its fields take", "no bytes", left);
        if (structure.Trailing == Trailing.Keep) read.Add(new(HiddenNames.Trailing, BytesWalk.Slice(input.Bytes, input.Position, left)));
    }
}
