using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>The bytes behind the last field of a struct that is filled to a multiple, and those between the elements of a list.</summary>
internal static class FillingWalk
{
    /// <summary>Reads what fills a structure; other bytes than zeros are refused or kept.</summary>
    public static bool Read(Structure structure, BodyInput input, int start, int end, List<VectorValue> values)
    {
        var size = Filling.To(structure.PadTo, input.Position - start);
        if (size == 0) return true;
        if (!Has(size, input, end)) return false;

        var bytes = BytesWalk.Slice(input.Bytes, input.Position, size);
        if (bytes.Value.Any(value => value != 0))
        {
            if (!structure.KeepsPadding) return Refuse(input, "behind its last field");
            values.Add(new(HiddenNames.Padding, bytes));
        }

        input.Position += size;
        return true;
    }

    /// <summary>Writes what fills a structure: what was kept, as far as there is room for it, and zeros.</summary>
    public static void Write(WriteScope scope, BodyOutput output)
    {
        var structure = scope.Walked.Structure;
        var bytes = new byte[Filling.To(structure.PadTo, output.Position - output.Start)];
        if (structure.KeepsPadding && scope.Given(HiddenNames.Padding) is BytesValue kept)
            for (var index = 0; index < Math.Min(bytes.Length, kept.Value.Count); index++) bytes[index] = kept.Value[index];
        output.Add(bytes);
    }

    /// <summary>Steps over the zeros before an element of a list.</summary>
    public static bool Step(ListType type, int first, ReadPlace at)
    {
        var size = Filling.To(type.ElementAlign, at.Position - first);
        if (!Has(size, at.Input, at.End)) return false;
        for (; size > 0; size--, at.Input.Position++)
            if (at.Input.Bytes[at.Position] != 0) return Refuse(at.Input, "between its elements");
        return true;
    }

    private static bool Has(int size, BodyInput input, int end)
    {
        if (end - input.Position >= size) return true;
        input.Fail(input.Position, $"needs {size} bytes more to fill it, but {end - input.Position} are left", size, end - input.Position);
        return false;
    }

    private static bool Refuse(BodyInput input, string place)
    {
        input.Fail(input.Position, $"has bytes {place} that are not 0", 0);
        return false;
    }
}
