using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Writes the fields of a structure: with derived values guessed, then with what the bytes say they are, until both agree.</summary>
internal static class StructureWriter
{
    /// <summary>Beside one attempt for each derived value that may hang on another: varints that grow need a few.</summary>
    private const int MoreAttempts = 16;

    public static Written Write(WriteSession session, WalkScopeSource source, IReadOnlyCollection<VectorValue> given, int start)
    {
        var derived = DerivedValues.Guess(source.Structure);
        for (var attempts = derived.Count + MoreAttempts; ; attempts--)
        {
            var scope = new WriteScope(source.Open(), given, derived);
            var output = new BodyOutput(start);
            foreach (var field in scope.Walked.Fields) FieldWalk.Write(field, session, scope, output);
            FillingWalk.Write(scope, output);
            RefuseStrangers(scope);

            var next = DerivedValues.Derive(scope, session.Context, output);
            if (IsSame(derived, next)) return new(output.Bytes, scope.Walked, scope.Problem);
            if (attempts == 0) return new(output.Bytes, scope.Walked, new(source.Structure.SchemaName, "has derived values that never agree"));
            derived = next;
        }
    }

    private static bool IsSame(IReadOnlyDictionary<string, FieldValue> left, IReadOnlyDictionary<string, FieldValue> right) =>
        left.All(known => right[known.Key].Equals(known.Value));

    private static void RefuseStrangers(WriteScope scope)
    {
        foreach (var name in scope.GivenNames.Where(name => name != HiddenNames.Padding))
        {
            var star = name.IndexOf('*');
            var field = star < 0 ? name : name.Substring(0, star);
            if (!scope.Walked.Has(field)) scope.Fail(name, $"is no field of {scope.Walked.Structure.SchemaName}");
        }
    }
}

/// <summary>Opens the scope of a structure anew for each attempt.</summary>
/// <param name="Structure">The structure.</param>
/// <param name="Outer">The values of its parameters.</param>
/// <param name="Around">The structure around it.</param>
internal sealed record WalkScopeSource(Structure Structure, EquatableArray<long> Outer, WalkScope? Around)
{
    public WalkScope Open() => new(Structure, Outer, Around);
}
