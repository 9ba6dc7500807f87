using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Bits packed into bytes: a list of bool.</summary>
internal sealed class BitListEmitter(BitListType type) : TypeEmitter
{
    private static string Codec => RuntimeNames.BitLists;

    public override string CSharpType => $"{RuntimeNames.WireList}<bool>";

    public override string ViewType => RuntimeNames.BitView;

    public override bool IsViewRef => true;

    public override string Format => SizeCode.Describe(type.Size, type.Size is FixedSize { Count: var count } ? $"{count} bits" : "bits", "count");

    public override int? Size => type.FixedSize;

    private int Count => ((FixedSize)type.Size).Count;

    public override (string Type, string Suffix) State => type.Size is FixedSize ? base.State : (RuntimeNames.WireItems, "Items");

    public override string CountOf(string state) => type.Size is FixedSize ? Literals.Number(Count) : $"{state}.Count";

    public override string? Check(string value, FieldNames names) => $"{RuntimeNames.EncodeChecks}.Count({value}.Count, {Count}, {names.Arguments});";

    public override string Write(string value, Place place) => $"{Codec}.Write({value}, {place.Slice});";

    public override string Read(Place place) => $"new {RuntimeNames.BitView}({place.Slice}, {Count})";

    public override string CopyFixed(ReadScope scope, Place place, FieldNames names, string local, string offset) => $"{Codec}.Read({place.Slice}, {Count})";

    public override (string Condition, string Error)? Refusal(Place place, FieldNames names, string offset) => Count % 8 == 0
        ? null
        : ($"{place.Span}[{place.Offset} + {place.Size - 1}] >> {Count % 8} != 0", $"{RuntimeNames.DecodeError}.NotZero({names.Path}, {offset}, out error)");

    public override void Take(ReadScope scope, FieldNames names, string local, bool declare)
    {
        if (type.Size is FixedSize)
        {
            base.Take(scope, names, local, declare);
            return;
        }

        var count = SizeCode.TakeCount(type.Size, scope, names, local + "Count");
        scope.Require($"{Codec}.TryTake({scope.Body}, {count}, {names.Path}, ref position, out {Var(declare)}{local}, out error)");
    }

    public override string View(ReadScope scope, string state) => type.Size is FixedSize
        ? base.View(scope, state)
        : $"new {RuntimeNames.BitView}({scope.Body}.Slice({state}.Start, {state}.Length), {state}.Count)";

    public override string Copy(ReadScope scope, FieldNames names, string state, string local) => type.Size is FixedSize
        ? base.Copy(scope, names, state, local)
        : $"{Codec}.Read({scope.Body}.Slice({state}.Start, {state}.Length), {state}.Count)";

    public override string? MeasureExpression(string value, int limit, FieldNames names)
    {
        if (type.Size is FixedSize) return null;
        var size = $"{Codec}.Measure({value}, {SizeCode.Limit(type.Size, int.MaxValue)}, {names.Arguments})";
        return SizeCode.PrefixSize(type.Size, $"{value}.Count") is { } prefix ? $"{prefix} + {size}" : size;
    }

    public override void Encode(WriteScope scope, FieldNames names, string value)
    {
        if (type.Size is FixedSize)
        {
            base.Encode(scope, names, value);
            return;
        }

        if (SizeCode.WritePrefix(type.Size, $"{value}.Count", "body.Slice(position)") is { } prefix) scope.Advance(prefix);
        scope.Advance($"{Codec}.Write({value}, body.Slice(position, ({value}.Count + 7) / 8))");
    }

    public override string Literal(FieldValue value) => $"[{string.Join(", ", ((ListValue)value).Items.Select(item => ((BoolValue)item).Value ? "true" : "false"))}]";
}
