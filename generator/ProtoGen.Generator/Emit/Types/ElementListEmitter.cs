using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>A list whose elements the runtime takes one by one: structs, text, varints, lists.</summary>
internal sealed class ElementListEmitter(ListType type, Element element) : TypeEmitter
{
    private bool IsSpaced => type.ElementAlign > 1;

    private string Lists => IsSpaced ? SpacedLists : WireLists;

    private string Align => IsSpaced ? ", " + Literals.Number(type.ElementAlign) : "";

    private bool InBytes => type.InBytes || type.Size is RestSize;

    public override string CSharpType => $"{WireList}<{element.Type.CSharpType}>";

    public override string ViewType => $"{(IsSpaced ? SpacedView : ListView)}{element.Arguments}";

    public override bool IsViewRef => true;

    public override string Format => SizeCode.Describe(type.Size, $"list of {element.Type.Format}{(IsSpaced ? FormattableString.Invariant($", each at a multiple of {type.ElementAlign} from the first") : "")}", InBytes ? "length" : "count");

    public override int? Size => type.FixedSize;

    public override string CountOf(string state) => Size is null ? $"{state}.Count" : Literals.Number(FixedCount);

    public override string? Check(string value, FieldNames names) => $"{WireLists}.CheckFixed{element.Arguments}({value}, {Size}, {FixedCount}, {names.Arguments});";

    public override string Write(string value, Place place) => $"{WireLists}.Encode{element.Arguments}({value}, default, {place.Slice}, 0);";

    public override void Verify(ReadScope scope, Place place, FieldNames names) =>
        scope.Require($"{WireLists}.TryCheck{element.Arguments}({place.Span}, new {WireRange}({place.Offset}, {place.Size}), {names.Path}, out error)");

    public override string Read(Place place) => $"new {ViewType}({place.Span}, default, new {WireItems}({place.Offset}, {place.Size}, {FixedCount}))";

    public override string CopyFixed(ReadScope scope, Place place, FieldNames names, string local, string offset) =>
        CopyItems(scope, $"new {WireItems}({offset}, {place.Size}, {FixedCount})", names, local, "default");

    public override (string Type, string Suffix) State => Size is null ? (WireItems, "Items") : base.State;

    public override void Take(ReadScope scope, FieldNames names, string local, bool declare)
    {
        if (Size is not null)
        {
            base.Take(scope, names, local, declare);
            return;
        }

        var (outer, items) = (element.Outer(scope), $"out {Var(declare)}{local}, out error)");
        if (type.Size is TerminatedSize { Terminator: var mark })
        {
            scope.Require($"{WireLists}.TryTakeUntil{element.Arguments}({scope.Body}, {outer}, {SizeCode.Mark(mark)}, {names.Path}, ref position, {items}");
        }
        else if (InBytes)
        {
            SizeCode.TakeRange(type.Size, scope, names, local + "Range", declare: true);
            scope.Require($"{Lists}.TryTakeWithin{element.Arguments}({scope.Body}, {outer}{Align}, {local}Range, {names.Path}, {items}");
        }
        else
        {
            var count = SizeCode.TakeCount(type.Size, scope, names, local + "Count");
            scope.Require($"{Lists}.TryTake{element.Arguments}({scope.Body}, {outer}{Align}, {count}, {names.Path}, ref position, {items}");
        }
    }

    public override string View(ReadScope scope, string state) =>
        Size is null ? $"new {ViewType}({scope.Body}, {element.Outer(scope)}{Align}, {state})" : base.View(scope, state);

    public override string Copy(ReadScope scope, FieldNames names, string state, string local) =>
        Size is null ? CopyItems(scope, state, names, local, element.Outer(scope)) : base.Copy(scope, names, state, local);

    public override void Measure(WriteScope scope, FieldNames names, string value)
    {
        if (Size is not null)
        {
            base.Measure(scope, names, value);
            return;
        }

        var limit = InBytes ? int.MaxValue : SizeCode.Limit(type.Size, int.MaxValue);
        if (!InBytes && SizeCode.PrefixSize(type.Size, $"{value}.Count") is { } counted) scope.Advance(counted);
        var end = $"{Lists}.Measure{element.Arguments}({value}, {element.Outer(scope)}{Align}, {scope.Position}, {limit}, {names.Arguments})";
        switch (type.Size)
        {
            case PrefixedSize { Prefix: var prefix } when InBytes:
                scope.Advance(Literals.Number(prefix.Size));
                scope.MoveTo($"{EncodeChecks}.Within({end}, {scope.Position}, {SizeCode.Limit(type.Size, int.MaxValue)}, {names.Arguments})");
                break;
            case VarintPrefixedSize when InBytes:
                scope.MoveTo($"{EncodeChecks}.Announced({end}, {scope.Position})");
                break;
            case FixedSize known when InBytes:
                scope.MoveTo($"{EncodeChecks}.Exactly({end}, {scope.Position}, {known.Count}, {names.Arguments})");
                break;
            case FixedSize known:
                scope.Writer.Line($"{EncodeChecks}.Count({value}.Count, {known.Count}, {names.Arguments});");
                scope.MoveTo(end);
                break;
            case TerminatedSize { Terminator: var mark }:
                scope.MoveTo(end);
                scope.Writer.Line($"{WireLists}.CheckMark{element.Arguments}({value}, {element.Outer(scope)}, {SizeCode.Mark(mark)}, {names.Arguments});");
                scope.Advance(Literals.Number(mark.Count));
                break;
            default:
                scope.MoveTo(end);
                break;
        }
    }

    public override void Encode(WriteScope scope, FieldNames names, string value)
    {
        if (Size is not null)
        {
            base.Encode(scope, names, value);
            return;
        }

        var encode = $"{Lists}.Encode{element.Arguments}({value}, {element.Outer(scope)}{Align}, body, position)";
        if (InBytes && type.Size is PrefixedSize { Prefix: var prefix })
        {
            scope.MoveTo($"{Lists}.EncodePrefixed{element.Arguments}({value}, {element.Outer(scope)}{Align}, body, position, {SizeCode.PrefixArguments(prefix)})");
        }
        else if (InBytes && type.Size is VarintPrefixedSize)
        {
            scope.MoveTo($"{Lists}.EncodeAnnounced{element.Arguments}({value}, {element.Outer(scope)}{Align}, body, position)");
        }
        else
        {
            if (!InBytes && SizeCode.WritePrefix(type.Size, $"{value}.Count", "body.Slice(position)") is { } counted) scope.Advance(counted);
            scope.MoveTo(encode);
            if (type.Size is TerminatedSize { Terminator: var mark }) scope.Advance($"{TerminatedBytes}.WriteTerminator({SizeCode.Mark(mark)}, body.Slice(position))");
        }
    }

    public override string Literal(FieldValue value) => $"[{string.Join(", ", ((ListValue)value).Items.Select(element.Type.Literal))}]";

    /// <summary>The elements of a list of fixed size.</summary>
    private int FixedCount => type.InBytes ? Size!.Value / Math.Max(1, element.Type.Size!.Value) : ((FixedSize)type.Size).Count;

    private string CopyItems(ReadScope scope, string items, FieldNames names, string local, string outer)
    {
        scope.Require($"{Lists}.TryRead{element.Arguments}({scope.Body}, {outer}{Align}, {items}, {names.Path}, out var {local}, out error)");
        return local;
    }
}
