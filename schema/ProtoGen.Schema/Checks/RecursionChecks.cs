using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Checks;

/// <summary>
/// What a struct inside itself must be is known only once the whole circle is bound: it ends somewhere, and where it is repeated or followed,
/// its own bytes say where.
/// </summary>
internal static class RecursionChecks
{
    public static void Run(BoundSchema schema, DiagnosticBag diagnostics)
    {
        var sound = schema.Structures.Bound.Where(structure => !structure.IsBroken && structure.Name.Length > 0).ToArray();
        var structures = sound.GroupBy(structure => structure.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        CheckEnds(structures, diagnostics);
        foreach (var structure in sound.Where(structure => !structure.IsBroken)) CheckRests(structure, structures, diagnostics);
    }

    /// <summary>Follows the structs that are always there; whoever comes back to a struct never comes to an end. One finding tells of a circle.</summary>
    private static void CheckEnds(Dictionary<string, BoundStructure> structures, DiagnosticBag diagnostics)
    {
        foreach (var start in structures.Values)
        {
            if (start.Fields.FirstOrDefault(field => AlwaysHeld(field).Any(name => LeadsBack(name, start.Name, structures))) is not { } field) continue;

            start.IsBroken = true;
            diagnostics.Report(
                Rules.EndlessStruct,
                At(field),
                $"{Title(field, start)} holds its own struct without end; make it conditional, optional or a list that may be empty");
            return;
        }
    }

    private static bool LeadsBack(string first, string start, Dictionary<string, BoundStructure> structures)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([first]);
        while (open.Count > 0)
        {
            var name = open.Pop();
            if (name == start) return true;
            if (!met.Add(name) || !structures.TryGetValue(name, out var next)) continue;
            foreach (var further in next.Fields.SelectMany(AlwaysHeld)) open.Push(further);
        }

        return false;
    }

    private static IEnumerable<string> AlwaysHeld(BoundField field) => field.Field is { Presence: null, Type: var type } ? AlwaysHeld(type) : [];

    /// <summary>The structs of which any value of a type holds at least one.</summary>
    private static IEnumerable<string> AlwaysHeld(FieldType type) => type switch
    {
        StructType held => [held.Structure],
        ListType { Size: FixedSize } list => AlwaysHeld(list.Element),
        SwitchType choice => choice.AllCases
            .Select(known => known.Type is { } held ? AlwaysHeld(held) : [])
            .Aggregate((one, other) => one.Intersect(other)),
        _ => [],
    };

    /// <summary>A struct that was not bound yet when a field was: only now it is known whether it ends where the bytes around it do.</summary>
    private static void CheckRests(BoundStructure structure, Dictionary<string, BoundStructure> structures, DiagnosticBag diagnostics)
    {
        foreach (var field in structure.Fields)
        {
            if (Elements(field.Field!.Type).Select(Problem).FirstOrDefault(problem => problem is not null) is { } found)
                Report(field, Rules.ListElement, $"is a list whose element {found}; give the element a size");
            else if (field.Field is { Bound: null, Type: StructType held } && field != structure.Fields[structure.Fields.Count - 1] && Model(held) is { } model && BodyLayoutBuilder.TakesRest(model.Fields))
                Report(field, Rules.RestNotLast, $"takes the rest, as a field of struct '{model.SchemaName}' does; move it to the end, or give it a 'size'");
        }

        string? Problem(StructType element) => Model(element) is not { } model ? null
            : BodyLayoutBuilder.TakesRest(model.Fields) ? "takes all that is left, so there could be only one of it"
            : model.Layout.MinSize == 0 ? "may be empty, so that nobody could say how many there are"
            : null;

        // The others were known when the field was bound.
        Structure? Model(StructType held) => structures.TryGetValue(held.Structure, out var known) && known.IsRecursive ? known.ToModel(int.MaxValue) : null;

        void Report(BoundField field, DiagnosticRule rule, string problem)
        {
            structure.IsBroken = true;
            diagnostics.Report(rule, At(field), $"{Title(field, structure)} {problem}");
        }
    }

    private static IEnumerable<StructType> Elements(FieldType type) => type switch
    {
        ListType { Element: StructType held } => [held],
        ListType list => Elements(list.Element),
        SwitchType choice => choice.AllCases.Select(known => known.Type).OfType<FieldType>().SelectMany(Elements),
        _ => [],
    };

    private static string Title(BoundField field, BoundStructure structure) => $"Field '{field.Syntax.Key.Text}' of {structure.Title}";

    private static SourceSpan At(BoundField field) => (field.Syntax.Type?.Whole.Span).GetValueOrDefault(field.Syntax.Key.Span);
}
