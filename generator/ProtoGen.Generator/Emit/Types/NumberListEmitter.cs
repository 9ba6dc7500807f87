using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>Numbers of 1, 2, 4 or 8 bytes, moved in bulk.</summary>
internal sealed class NumberListEmitter(ListType type, TypeEmitter element, ByteOrder order) : TypeEmitter
{
    private int Each => element.Size!.Value;

    private string BigEndian => $"bigEndian: {(order == ByteOrder.Big ? "true" : "false")}";

    private bool InBytes => type.InBytes || type.Size is RestSize;

    public override string CSharpType => $"{WireList}<{element.CSharpType}>";

    public override string ViewType => $"{NumberView}<{element.CSharpType}>";

    public override bool IsViewRef => true;

    public override string Format => SizeCode.Describe(type.Size, $"list of {element.Format}", InBytes ? "length" : "count");

    public override bool IsPlain => true;

    public override int? Size => type.FixedSize;

    public override string CountOf(string state) => Size is { } size ? Literals.Number(size / Each) : Each == 1 ? $"{state}.Length" : $"{state}.Length / {Each}";

    public override string? Check(string value, FieldNames names) => $"{EncodeChecks}.Count({value}.Count, {Size / Each}, {names.Arguments});";

    public override string Write(string value, Place place) => $"{NumberLists}.Write({value}, {place.Slice}, {BigEndian});";

    public override string Read(Place place) => $"new {ViewType}({place.Slice}, {BigEndian})";

    public override string CopyFixed(ReadScope scope, Place place, FieldNames names, string local, string offset) =>
        $"{NumberLists}.Read<{element.CSharpType}>({place.Slice}, {BigEndian})";

    public override (string Type, string Suffix) State => Size is null ? (WireRange, "Range") : base.State;

    public override void Take(ReadScope scope, FieldNames names, string local, bool declare)
    {
        if (Size is not null)
        {
            base.Take(scope, names, local, declare);
        }
        else if (type.Size is TerminatedSize { Terminator: var mark })
        {
            scope.Require($"{ListSizes}.TryTakeUntil({scope.Body}, {SizeCode.Mark(mark)}, {Each}, {names.Path}, ref position, out {Var(declare)}{local}, out error)");
        }
        else if (InBytes)
        {
            SizeCode.TakeRange(type.Size, scope, names, local, declare);
            if (Each > 1) scope.Require($"{ListSizes}.TryDivide({local}, {Each}, {names.Path}, out error)");
        }
        else
        {
            var count = SizeCode.TakeCount(type.Size, scope, names, local + "Count");
            scope.Require($"{ListSizes}.TryTake({scope.Body}, {count}, {Each}, {names.Path}, ref position, out {Var(declare)}{local}, out error)");
        }
    }

    public override string View(ReadScope scope, string state) => Size is null ? $"new {ViewType}({state}.Of({scope.Body}), {BigEndian})" : base.View(scope, state);

    public override string Copy(ReadScope scope, FieldNames names, string state, string local) =>
        Size is null ? $"{NumberLists}.Read<{element.CSharpType}>({state}.Of({scope.Body}), {BigEndian})" : base.Copy(scope, names, state, local);

    public override string? MeasureExpression(string value, int limit, FieldNames names)
    {
        if (Size is not null) return null;
        var most = SizeCode.Limit(type.Size, int.MaxValue);
        var size = InBytes
            ? $"{ListSizes}.MeasureBytes({value}.Count, {Each}, {most}, {names.Arguments})"
            : $"{ListSizes}.Measure({value}.Count, {Each}, {most}, {names.Arguments})";
        return type.Size switch
        {
            TerminatedSize { Terminator: var mark } => $"{ListSizes}.MeasureUntil({value}, {SizeCode.Mark(mark)}, {BigEndian}, {names.Arguments})",
            _ => SizeCode.PrefixSize(type.Size, Announced(value)) is { } prefix ? $"{prefix} + {size}" : size,
        };
    }

    public override void Encode(WriteScope scope, FieldNames names, string value)
    {
        if (Size is not null)
        {
            base.Encode(scope, names, value);
            return;
        }

        if (SizeCode.WritePrefix(type.Size, Announced(value), "body.Slice(position)") is { } prefix) scope.Advance(prefix);
        scope.Advance($"{NumberLists}.Write({value}, body.Slice(position), {BigEndian})");
        if (type.Size is TerminatedSize { Terminator: var mark }) scope.Advance($"{TerminatedBytes}.WriteTerminator({SizeCode.Mark(mark)}, body.Slice(position))");
    }

    public override string Literal(FieldValue value) => $"[{string.Join(", ", ((ListValue)value).Items.Select(element.Literal))}]";

    private string Announced(string value) => InBytes && Each > 1 ? $"({value}.Count * {Each})" : $"{value}.Count";
}
