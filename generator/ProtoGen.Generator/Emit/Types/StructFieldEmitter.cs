using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>A struct in place. Its own file reads and writes it.</summary>
internal sealed class StructFieldEmitter(StructType type, TypeScope scope) : TypeEmitter
{
    public override string CSharpType => scope.Full(type.Structure);

    public override string ViewType => $"{CSharpType}.View";

    public override bool IsViewRef => true;

    public override bool IsClass => type.IsRecursive;

    public override string Format => $"struct {type.Structure}";

    public override int? Size => type.Size;

    /// <summary>The type arguments of everything that reads or writes it.</summary>
    public string Codec => $"<{CSharpType}, {CSharpType}, {ViewType}>";

    /// <summary>The C# name of the struct.</summary>
    public string Structure => type.Structure;

    /// <summary>What it takes from the structure around it.</summary>
    public string Outer(Scope around) => around.Outer(type.Arguments, type.Level);

    public override void Verify(ReadScope around, Place place, FieldNames names) =>
        around.Require($"{StructCodec}.TryCheck{Codec}({place.Span}, {place.Offset}, {names.Path}, out error)");

    public override string Read(Place place) => $"{StructCodec}.View{Codec}({place.Span}, default, {place.Offset})";

    public override string CopyFixed(ReadScope around, Place place, FieldNames names, string local, string offset)
    {
        around.Require($"{StructCodec}.TryRead{Codec}({around.Body}, default, {names.Path}, {offset}, out var {local}, out error)");
        return local;
    }

    public override (string Type, string Suffix) State => type.Size is null ? (WireRange, "Range") : base.State;

    public override void Take(ReadScope around, FieldNames names, string local, bool declare)
    {
        if (type.Size is not null) base.Take(around, names, local, declare);
        else around.Require($"{StructCodec}.TryTake{Codec}({around.Body}, {Outer(around)}, {names.Path}, ref position, out {Var(declare)}{local}, out error)");
    }

    public override string View(ReadScope around, string state) => type.Size is null
        ? $"{StructCodec}.View{Codec}({around.Body}, {Outer(around)}, {state})"
        : base.View(around, state);

    public override string Copy(ReadScope around, FieldNames names, string state, string local)
    {
        if (type.Size is not null) return base.Copy(around, names, state, local);
        around.Require($"{StructCodec}.TryRead{Codec}({around.Body}.Slice(0, {state}.End), {Outer(around)}, {names.Path}, {state}.Start, out var {local}, out error)");
        return local;
    }

    public override void Measure(WriteScope around, FieldNames names, string value) =>
        around.MoveTo($"{StructCodec}.Measure{Codec}({value}, {Outer(around)}, {around.Position}, {names.Arguments})");

    public override string? Check(string value, FieldNames names) => $"{StructCodec}.Measure{Codec}({value}, default, 0, {names.Arguments});";

    public override string Write(string value, Place place) => $"{StructCodec}.Encode{Codec}({value}, default, {place.Slice}, 0);";

    public override void Encode(WriteScope around, FieldNames names, string value) =>
        around.MoveTo($"{StructCodec}.Encode{Codec}({value}, {Outer(around)}, body, position)");

    public override string Literal(FieldValue value) => throw new NotSupportedException("No constant is a struct.");
}
