using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding.Structures;

/// <summary>Fields that became a type of their own: a message's body, a struct, a struct written in place.</summary>
internal sealed class BoundStructure
{
    /// <summary>The C# name; empty where it could not be made.</summary>
    public required string Name { get; init; }

    /// <summary>What the schema calls it.</summary>
    public required string SchemaName { get; init; }

    /// <summary>As a sentence ends with it: <c>message 'Login'</c>.</summary>
    public required string Title { get; init; }

    public string? Doc { get; init; }

    /// <summary>Where its name was written.</summary>
    public required SourceSpan At { get; init; }

    /// <summary>The fields in wire order; checks may mark what they find by <see cref="IsBroken"/>.</summary>
    public required IReadOnlyList<BoundField> Fields { get; set; }

    /// <summary>What it takes from outside.</summary>
    public required IReadOnlyList<BoundParameter> Parameters { get; init; }

    /// <summary>Whether it may stand inside itself.</summary>
    public bool IsRecursive { get; init; }

    /// <summary>How often it, or the struct of which it is a part, may; 0 where nothing is said.</summary>
    public int Depth { get; init; }

    /// <summary>See <see cref="Structure.CarriesDepth"/>.</summary>
    public bool CarriesDepth { get; init; }

    public Trailing Trailing { get; init; }

    /// <summary>The condition under which a message with these fields is answered; null where it always is, or never.</summary>
    public Conditional? ReplyCondition { get; init; }

    /// <summary>The lengths in the header that count fields of it.</summary>
    public IReadOnlyList<BodyLength> Lengths { get; set; } = [];

    /// <summary>What its bytes are filled to; null for nothing.</summary>
    public StructurePadding? Padding { get; init; }

    public bool IsBroken { get; set; }

    /// <summary>What the schema says about recursion where it says nothing.</summary>
    public const int DefaultDepth = 16;

    public BoundField? Find(string field) => Fields.FirstOrDefault(candidate => candidate.Syntax.Key.Text == field);

    /// <summary>Whether it is the body of a message, which begins at offset 0.</summary>
    public bool IsBody { get; init; }

    /// <summary>The structure of the model. Filling that never varies becomes a field of it.</summary>
    public Structure ToModel(int largest)
    {
        Field[] fields = [.. Fields.Select(field => field.Field!)];
        var padTo = Padding?.Multiple ?? 1;
        if (padTo > 1 && BodyLayoutBuilder.BuildStruct(fields, int.MaxValue).FixedSize is { } size)
        {
            if (Filling.To(padTo, size) is > 0 and var filling) fields = [.. fields, Filling.AsField(filling, Padding!.IsKept, fields)];
            padTo = 1;
        }

        return new()
        {
            Name = Name,
            SchemaName = SchemaName,
            Doc = Doc,
            Layout = IsBody ? BodyLayoutBuilder.Build(fields, largest) : BodyLayoutBuilder.BuildStruct(fields, largest, padTo),
            Parameters = Parameters.Select(parameter => parameter.Parameter).ToEquatableArray(),
            Lengths = Lengths.ToEquatableArray(),
            Trailing = Trailing,
            PadTo = padTo,
            KeepsPadding = padTo > 1 && Padding!.IsKept,
            MaxDepth = !IsRecursive ? null : Depth > 0 ? Depth : DefaultDepth,
            CarriesDepth = CarriesDepth,
        };
    }
}

/// <summary>A name from outside and where it was first used.</summary>
internal sealed record BoundParameter(Parameter Parameter, SourceSpan At);
