using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Wording;

namespace ProtoGen.Tool.Documents;

/// <summary>Makes the rows of a field table.</summary>
internal sealed class FieldRows(Protocol protocol)
{
    /// <summary>Bits with more parts than this are described once, where they are defined.</summary>
    private const int MostParts = 8;

    private readonly TypeWords _types = new(protocol);
    private readonly FieldWords _fields = new(protocol);
    private readonly ValueWords _values = new(protocol);

    public IReadOnlyList<FieldRow> Of(Structure structure)
    {
        var rows = new List<FieldRow>();
        var offset = new Offsets();
        foreach (var part in structure.Layout.Parts)
        {
            foreach (var field in part.Fields)
            {
                rows.Add(Row(field, structure, offset.Before(field)));
                if (PartsOf(field) is { } bits) rows.AddRange(bits.Parts.Select(part => Part(part, field, structure)));
                if (field.Type is SwitchType choice) rows.AddRange(choice.AllCases.Select(known => Case(known, choice, structure)));
                offset.Pass(field);
            }
        }

        if (structure.PadTo > 1) rows.Add(Filling(offset.Now, $"0 to {structure.PadTo - 1}", $"{(structure.KeepsPadding ? "filling" : "zeros")} up to a multiple of {structure.PadTo} bytes"));
        if (structure.Trailing != Trailing.Error) rows.Add(Filling(offset.Now, "rest", $"more bytes may follow; they are {(structure.Trailing == Trailing.Keep ? "kept" : "skipped")}"));
        return rows;
    }

    private FieldRow Row(Field field, Structure around, string offset)
    {
        var kind = field.Type is BodyType ? RowKind.Body : field.Derivation is not null ? RowKind.Derived : RowKind.Plain;
        var notes = _fields.Notes(field, around, withParts: PartsOf(field) is null).ToList();
        if (FieldWords.Scale(field) is { } scale) notes.Insert(0, $"value = {scale}");
        return new(kind, offset, SizeWords.Of(field, around), field.Name, _types.Of(field.Type, around), field.Doc, field.Meaning?.Unit, _fields.Range(field), notes, LifeOf(field.Life));
    }

    private BitsType? PartsOf(Field field) =>
        field.Type is BitsFieldType type && protocol.Bits.First(known => known.Name == type.Bits) is { Parts.Count: <= MostParts } bits ? bits : null;

    private FieldRow Part(BitsPart part, Field field, Structure around)
    {
        var place = part.Width == 1 ? $"bit {part.Low}" : $"bits {part.Low}..{part.Low + part.Width - 1}";
        TypeText type = part.Enum is { } name ? new(name, TypeLink.Enum, name) : new(part.IsBool ? "bool" : "number");
        string[] notes = field.DerivedParts.FirstOrDefault(derived => derived.Part == part.Name) is { } derived ? [_fields.Derivation(derived, field, around)] : [];
        return new(RowKind.Part, "", place, part.Name, type, part.Doc, null, null, notes, []);
    }

    private FieldRow Case(SwitchCase known, SwitchType choice, Structure around)
    {
        var keys = known.Keys.Count == 0 ? "else" : string.Join(", ", known.Keys.Select(key => _values.Beside(choice.Tag, around, key)));
        var type = known.Type is { } held ? _types.Of(held, around) : new("nothing");
        string[] notes = choice.Choice is null || known.SchemaName == keys || known.SchemaName == type.ToString() ? [] : [known.SchemaName];
        return new(RowKind.Case, "", known.Type is null ? "0" : SizeWords.Of(known.Type, around), keys, type, null, null, null, notes, []);
    }

    private static FieldRow Filling(string offset, string size, string note) => new(RowKind.Filling, offset, size, "", new(""), null, null, null, [note], []);

    /// <summary>What a reader has to know of when something came and went.</summary>
    public static IReadOnlyList<string> LifeOf(Lifecycle life) =>
    [
        .. life.Since is { } since ? [$"since {since}"] : Array.Empty<string>(),
        .. life.Removed is { } removed ? [$"removed in {removed}"] : Array.Empty<string>(),
        .. life.Deprecated is { } deprecated ? [$"deprecated: {deprecated}"] : Array.Empty<string>(),
    ];

    /// <summary>Counts the bytes before a field: a number, and the names of the fields before it whose size varies.</summary>
    private sealed class Offsets
    {
        private const int MostNames = 2;
        private readonly List<string> _varying = [];
        private int _known;
        private int _sinceVarying;

        public string Now => _varying.Count == 0 ? NumberWords.Of(_known)
            : _varying.Count <= MostNames && _known > 0 ? $"{NumberWords.Of(_known)} + {string.Join(" + ", _varying)}"
            : _sinceVarying == 0 ? $"after {_varying[^1]}"
            : $"{NumberWords.Bytes(_sinceVarying)} after {_varying[^1]}";

        public string Before(Field field) => field.Align == 1 ? Now
            : _varying.Count == 0 ? NumberWords.Of(_known + Schema.Layout.Filling.To(field.Align, _known))
            : $"{Now}, aligned";

        public void Pass(Field field)
        {
            if (BodySizes.Fixed(field) is { } size)
            {
                _known += size;
                _sinceVarying += size;
                return;
            }

            _varying.Add(field.Name);
            _sinceVarying = 0;
        }
    }
}
