using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>What text, digits and bytes share: a size rule in bytes, and a view that is a span.</summary>
internal abstract class SizedEmitter(SizeRule size) : TypeEmitter
{
    public sealed override string ViewType => RuntimeNames.Bytes;

    public sealed override bool IsViewRef => true;

    public sealed override int? Size => (size as FixedSize)?.Count;

    /// <summary>How the field's length is known.</summary>
    public SizeRule Rule => size;

    /// <summary>The runtime class that reads and writes.</summary>
    protected abstract string Codec { get; }

    /// <summary>Whether a terminator stands at a whole number of two bytes.</summary>
    protected virtual bool IsWide => false;

    /// <summary>The bytes of a constant, padding included.</summary>
    protected abstract byte[] ConstantBytes(FieldValue constant);

    public sealed override (string Type, string Suffix) State => size is FixedSize ? base.State : (RuntimeNames.WireRange, "Range");

    public sealed override void Take(ReadScope scope, FieldNames names, string local, bool declare)
    {
        if (size is FixedSize) base.Take(scope, names, local, declare);
        else SizeCode.TakeRange(size, scope, names, local, declare, IsWide);
    }

    public sealed override string Read(Place place) => place.Slice;

    public sealed override string View(ReadScope scope, string state) =>
        size is FixedSize ? Trim(base.View(scope, state)) : $"{state}.Of({scope.Body})";

    public sealed override string CopyFixed(ReadScope scope, Place place, FieldNames names, string local, string offset) =>
        CopyBytes(scope, Trim(place.Slice), names, local, offset);

    public sealed override string Copy(ReadScope scope, FieldNames names, string state, string local) => size is FixedSize
        ? base.Copy(scope, names, state, local)
        : CopyBytes(scope, View(scope, state), names, local, $"{state}.Start");

    /// <summary>The expression that copies bytes into the record; may write statements that fail.</summary>
    protected abstract string CopyBytes(ReadScope scope, string bytes, FieldNames names, string local, string offset);

    /// <summary>The expression that cuts the padding off; the bytes themselves where there is none.</summary>
    public virtual string Trim(string bytes) => bytes;

    /// <summary>The expression of a value's own bytes; refuses more than a limit.</summary>
    protected virtual string Count(string value, long limit, FieldNames names) => $"{Codec}.Measure({value}, {limit}, {names.Arguments})";

    /// <summary>The expression of the bytes of a value with its terminator.</summary>
    protected abstract string CountTerminated(string value, string mark, long limit, FieldNames names);

    public sealed override string? MeasureExpression(string value, int limit, FieldNames names) => size switch
    {
        FixedSize => null,
        PrefixedSize { Prefix: var prefix } => $"{prefix.Size} + {Count(value, SizeCode.Limit(size, limit), names)}",
        VarintPrefixedSize => $"{RuntimeNames.VarintPrefix}.GetSize({Count(value, limit, names)}, {names.Arguments})",
        TerminatedSize { Terminator: var mark } => CountTerminated(value, SizeCode.Mark(mark), limit, names),
        _ => Count(value, limit, names),
    };

    public sealed override string? WriteExpression(string value, string destination) => size switch
    {
        PrefixedSize { Prefix: var prefix } => $"{Codec}.WritePrefixed({value}, {destination}, {SizeCode.PrefixArguments(prefix)})",
        RestSize or ReferencedSize => $"{Codec}.Write({value}, {destination})",
        _ => null,
    };

    public sealed override void Encode(WriteScope scope, FieldNames names, string value)
    {
        if (size is VarintPrefixedSize)
        {
            scope.Advance(SizeCode.WritePrefix(size, Count(value, int.MaxValue, names), "body.Slice(position)")!);
            scope.Advance($"{Codec}.Write({value}, body.Slice(position))");
        }
        else if (size is TerminatedSize { Terminator: var mark })
        {
            scope.Advance($"{Codec}.Write({value}, body.Slice(position))");
            scope.Advance($"{RuntimeNames.TerminatedBytes}.WriteTerminator({SizeCode.Mark(mark)}, body.Slice(position))");
        }
        else
        {
            base.Encode(scope, names, value);
        }
    }

    public sealed override string Literal(FieldValue value) =>
        $"[{string.Join(", ", ConstantBytes(value).Select(part => "0x" + part.ToString("x2", CultureInfo.InvariantCulture)))}]";

    public sealed override (string Condition, string Error) Mismatch(FieldValue constant, Place place, FieldNames names, string offset) =>
        MismatchBytes(constant, place.Slice, names, offset);

    /// <summary>The condition under which bytes are not those of a constant, and the error.</summary>
    public (string Condition, string Error) MismatchBytes(FieldValue constant, string bytes, FieldNames names, string offset) =>
        ($"!{RuntimeNames.MemoryExtensions}.SequenceEqual({bytes}, ({RuntimeNames.Bytes}){Literal(constant)})", $"{RuntimeNames.DecodeError}.NotConstantBytes({names.Path}, {offset}, out error)");

    /// <summary>The statement that writes a constant.</summary>
    public string WriteConstant(FieldValue constant, Place place) => $"(({RuntimeNames.Bytes}){Literal(constant)}).CopyTo({place.Slice});";

    /// <summary>How the wire table describes the size.</summary>
    protected string Describe(string what) => SizeCode.Describe(size, what, "length");
}
