using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>What a varint announces that may take more bytes than it needs; the content is that of a type whose size was said before.</summary>
/// <param name="prefix">The varint.</param>
/// <param name="content">The type without its prefix, of the size <see cref="Said"/>.</param>
/// <param name="counts">Whether the prefix counts elements rather than bytes.</param>
/// <param name="member">The record's member that keeps how many bytes the prefix took.</param>
internal sealed class LenientPrefixEmitter(VarintType prefix, TypeEmitter content, bool counts, string member) : LenientEmitter(member)
{
    private static readonly ReferencedSize Said = new(OwnValue.Of("*announced"), default);

    private readonly string _local = CSharpNames.Camel(member);

    /// <summary>The local that becomes the view's field.</summary>
    public string Local => _local;

    /// <summary>A type as one whose size was said before.</summary>
    public static FieldType Content(FieldType type) => type switch
    {
        TextType text => text with { Size = Said },
        BytesType bytes => bytes with { Size = Said },
        BcdType digits => digits with { Size = Said },
        BitListType bits => bits with { Size = Said },
        ListType list => list with { Size = Said },
        _ => throw new NotSupportedException($"{type.GetType().Name} is not announced."),
    };

    public override string CSharpType => content.CSharpType;

    public override string ViewType => content.ViewType;

    public override bool IsViewRef => content.IsViewRef;

    public override bool IsClass => content.IsClass;

    public override bool IsText => content.IsText;

    public override string Format => $"varint{prefix.Bits} in any number of bytes, then what it announces";

    public override int? Size => null;

    public override (string Type, string Suffix) State => content.State;

    public override string Equal(string left, string right) => content.Equal(left, right);

    public override string? Number(string value) => content.Number(value);

    public override string CountOf(string state) => content.CountOf(state);

    public override void Take(ReadScope scope, FieldNames names, string local, bool declare)
    {
        var announced = _local + "Announced";
        scope.Require($"{LenientVarint}.TryTakeSize({scope.Body}, {prefix.Bits}, {names.Path}, ref position, out var {announced}, out {Var(declare)}{_local}, out error)");
        content.Take(new(scope.Writer, scope.Body, reference => reference.Equals(Said.Source) ? announced : scope.Value(reference), scope.Depth), names, local, declare);
    }

    public override string View(ReadScope scope, string state) => content.View(scope, state);

    public override string Copy(ReadScope scope, FieldNames names, string state, string local) => content.Copy(scope, names, state, local);

    public override string Spelling(ReadScope scope, string state) => "_" + _local;

    public override void Measure(WriteScope scope, FieldNames names, string value)
    {
        if (counts)
        {
            scope.Advance(PrefixSize($"{value}.Count"));
            content.Measure(scope, names, value);
            return;
        }

        using var block = scope.Writer.Open("// the content, then as many bytes for its prefix as were kept");
        scope.Writer.Line($"var {_local}From = {scope.Position};");
        content.Measure(scope, names, value);
        scope.Advance(PrefixSize($"{scope.Position} - {_local}From"));
    }

    public override void Encode(WriteScope scope, FieldNames names, string value)
    {
        if (counts)
        {
            scope.Advance(WritePrefix($"{value}.Count"));
        }
        else
        {
            using var block = scope.Writer.Open("// the prefix, in as many bytes as were kept");
            scope.Writer.Line($"var {_local}End = (long)position;");
            content.Measure(scope.At($"{_local}End"), names, value);
            scope.Advance(WritePrefix($"{_local}End - position"));
        }

        content.Encode(scope, names, value);
    }

    public override string Literal(FieldValue value) => content.Literal(value);

    private string PrefixSize(string size) => $"{LenientVarint}.GetSize({size}, {Kept}, bits: {prefix.Bits}, zigZag: false)";

    private string WritePrefix(string size) => $"{LenientVarint}.Write(body.Slice(position), {size}, {Kept}, bits: {prefix.Bits}, zigZag: false)";
}
