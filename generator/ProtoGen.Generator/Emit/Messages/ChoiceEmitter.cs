using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>All that the code of the C# type of one switch depends on.</summary>
/// <param name="SchemaFile">The schema's file name, without its folder.</param>
/// <param name="Namespace">The namespace of the emitted code.</param>
/// <param name="Switch">The switch; it has a C# type.</param>
/// <param name="Owner">The C# name of the structure in which it stands.</param>
/// <param name="Types">The types that its cases refer to.</param>
internal sealed record ChoiceSource(string SchemaFile, string Namespace, SwitchType Switch, string Owner, ReferredTypes Types);

/// <summary>The C# type of one switch: an abstract record with a sealed one a case, a codec, and a view.</summary>
internal static class ChoiceEmitter
{
    public static EmittedFile Emit(ChoiceSource source)
    {
        var plan = new ChoicePlan(source);
        var writer = new SourceWriter();
        FileHeader.Write(writer, source.SchemaFile, source.Namespace);
        writer.Line($"/// <summary>One of {plan.Cases.Count} cases of <see cref=\"{source.Owner}\"/>, told apart by <c>{source.Switch.Tag}</c>.</summary>");
        using (writer.Open($"public abstract partial record {plan.Name} : {plan.Interface}"))
        {
            writer.Line($"private {plan.Name}()");
            writer.Line("{");
            writer.Line("}");
            writer.Space();
            writer.Line("// The tag that the case is written with, where it says one.");
            writer.Line("internal abstract long WireTag { get; }");
            foreach (var known in plan.Cases) WriteCase(writer, plan, known);
            ChoiceCodecEmitter.Write(writer, plan);
            ChoiceViewEmitter.Write(writer, plan);
            if (plan.Scope.Codecs.All.Count > 0)
            {
                writer.Space();
                writer.Line("/// <summary>Facts of the wire.</summary>");
                using var facts = writer.Open("public static class Wire");
                NestedCodecEmitter.Write(writer, plan.Scope.Codecs, int.MaxValue);
            }
        }

        return new($"{source.Namespace}.{plan.Name}.g.cs", writer.ToString());
    }

    private static void WriteCase(SourceWriter writer, ChoicePlan plan, ChoiceCase known)
    {
        writer.Space();
        writer.Line($"/// <summary>{Xml.Escape(known.Describe)}.</summary>");
        var parameters = new List<string>();
        if (known.Case.CarriesTag)
        {
            writer.Line("/// <param name=\"Tag\">The value that says which case it is.</param>");
            parameters.Add("long Tag");
        }

        if (known.Type is not null)
        {
            writer.Line($"/// <param name=\"{known.Member}\">What stands there.</param>");
            parameters.Add($"{known.Type.CSharpType} {known.Member}");
        }

        using var record = writer.Open($"public sealed record {known.Name}({string.Join(", ", parameters)}) : {plan.Name}");
        writer.Line($"internal override long WireTag => {(known.Case.CarriesTag ? "Tag" : known.Case.Keys.Count > 0 ? SwitchEmitters.Key(known.Case.Keys[0]) : "0")};");
    }
}

/// <summary>The names that the emission of a choice uses.</summary>
internal sealed class ChoicePlan
{
    public ChoicePlan(ChoiceSource source)
    {
        Name = source.Switch.Choice!;
        Switch = source.Switch;
        References = SwitchEmitters.References(source.Switch);
        var space = CSharpNames.Namespace(source.Namespace);
        Scope = new(space, source.Types, new($"global::{space}.{Name}.Wire."));
        Cases = [.. source.Switch.AllCases.Select(known => new ChoiceCase(known, this))];
    }

    public string Name { get; }

    public SwitchType Switch { get; }

    public TypeScope Scope { get; }

    public IReadOnlyList<ChoiceCase> Cases { get; }

    public IReadOnlyList<ValueReference> References { get; }

    public string Interface => $"{IWireCodec}<{Name}, {Name}.View>";

    /// <summary>How a reference is named inside, given the name of what was taken from outside.</summary>
    public Func<ValueReference, string> Value(string outer) => reference =>
    {
        for (var index = 0; index < References.Count; index++) if (References[index].Equals(reference)) return $"{outer}[{index}]";
        throw new InvalidOperationException($"{Name} does not know {reference}.");
    };
}

/// <summary>One case of a choice.</summary>
/// <param name="known">The model.</param>
/// <param name="plan">The choice.</param>
internal sealed class ChoiceCase(SwitchCase known, ChoicePlan plan)
{
    public SwitchCase Case => known;

    public string Name => known.Name;

    public FieldNames Names { get; } = new(plan.Name, known.Name);

    /// <summary>How its type is said in C#; null where nothing stands there.</summary>
    public TypeEmitter? Type { get; } = known.Type is null ? null : TypeEmitter.For(known.Type, plan.Scope, new(plan.Name, known.Name), known.Name);

    /// <summary>The property of the value: a record may not have a member of its own name.</summary>
    public string Member => known.Name == "Value" ? "Content" : "Value";

    /// <summary>The case in words.</summary>
    public string Describe
    {
        get
        {
            var when = known.Keys.Count == 0 ? "Any other tag" : $"{(known.Keys.Count == 1 ? "Tag" : "Tags")} {string.Join(", ", known.Keys)}";
            return $"{when}: {Type?.Format ?? "nothing"}";
        }
    }
}
