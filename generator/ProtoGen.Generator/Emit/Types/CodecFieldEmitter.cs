using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>A type of the user's own. A view reads it again when asked.</summary>
internal sealed class CodecFieldEmitter(CodecType type, string space) : TypeEmitter
{
    private string Arguments => $"<{UserTypes.Global(type.Codec, space)}, {CSharpType}>";

    public override string CSharpType => UserTypes.Global(type.Value, space);

    public override string Format => $"read and written by {type.Codec}";

    public override int? Size => null;

    public override string Equal(string left, string right) =>
        $"global::System.Collections.Generic.EqualityComparer<{CSharpType}>.Default.Equals({left}, {right})";

    public override (string Type, string Suffix) State => (WireRange, "Range");

    public override void Take(ReadScope scope, FieldNames names, string local, bool declare) =>
        scope.Require($"{FieldCodec}.TryTake{Arguments}({scope.Body}, {names.Path}, ref position, out {Var(declare)}{local}, out error)");

    public override string View(ReadScope scope, string state) => $"{FieldCodec}.Read{Arguments}({scope.Body}, {state})";

    public override string Copy(ReadScope scope, FieldNames names, string state, string local) => View(scope, state);

    public override string? MeasureExpression(string value, int limit, FieldNames names) => $"{FieldCodec}.Measure{Arguments}({value}, {names.Arguments})";

    public override void Encode(WriteScope scope, FieldNames names, string value) =>
        scope.MoveTo($"{FieldCodec}.Encode{Arguments}({value}, body, position)");

    public override string Literal(FieldValue value) => throw new NotSupportedException("No constant has a codec.");
}
