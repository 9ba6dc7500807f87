using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Reads the fields of a structure in wire order, then verifies what can only be judged once all are read.</summary>
internal static class StructureWalk
{
    public static bool Read(WalkScope scope, BodyInput input, int end, List<VectorValue> values)
    {
        var start = input.Position;
        foreach (var part in scope.Structure.Layout.Parts)
        {
            var isRead = part is FixedRun run
                ? ReadRun(run, scope, input, end, values)
                : ReadSingle((VariablePart)part, scope, input, end, values);
            if (!isRead) return false;
        }

        return FillingWalk.Read(scope.Structure, input, start, end, values) && Verification.Run(scope, input);
    }

    private static bool ReadRun(FixedRun run, WalkScope scope, BodyInput input, int end, List<VectorValue> values)
    {
        // As emitted code does: the whole run has to be there before any of it is looked at.
        var start = input.Position;
        if (run.Places.FirstOrDefault(place => end - start < place.Offset + place.Size) is { } missing)
        {
            input.Enter(missing.Field.Name);
            input.Position = start + missing.Offset;
            return new ReadPlace(input, scope, scope[missing.Field.Name], Math.Max(end, input.Position), IsLenient: false).Has((ulong)missing.Size);
        }

        return run.Places.All(place => FieldWalk.Read(place.Field, scope, input, end, values));
    }

    private static bool ReadSingle(VariablePart part, WalkScope scope, BodyInput input, int end, List<VectorValue> values) =>
        FieldWalk.Read(part.Field, scope, input, Math.Max(input.Position, end - part.Reserved), values);
}
