using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>A type with several spellings of one value, of which the record keeps the one that was received.</summary>
/// <param name="member">The record's member that keeps it: 0 for the shortest.</param>
internal abstract class LenientEmitter(string member) : TypeEmitter
{
    /// <summary>The expression of the spelling on the message being encoded.</summary>
    protected string Kept => $"message.{member}";

    /// <summary>The expression of the spelling that a view found; 0 for the shortest.</summary>
    public abstract string Spelling(ReadScope scope, string state);
}

/// <summary>A varint that may take more bytes than its value needs.</summary>
/// <param name="type">The varint.</param>
/// <param name="member">The record's member that keeps how many it took.</param>
internal sealed class LenientVarintEmitter(VarintType type, string member) : LenientEmitter(member)
{
    private string Bits => $"bits: {type.Bits}, zigZag: {(type.Coding == VarintCoding.ZigZag ? "true" : "false")}";

    public override string CSharpType => IntegerEmitter.CSharp(type.Value);

    public override string Format => new VarintEmitter(type).Format + ", in any number of bytes";

    public override int? Size => null;

    public override string? Number(string value) => new VarintEmitter(type).Number(value);

    public override string FromNumber(string number) => new VarintEmitter(type).FromNumber(number);

    public override (string Min, string Max) NumberRange => new VarintEmitter(type).NumberRange;

    public override (string Type, string Suffix) State => (WireRange, "Range");

    public override void Take(ReadScope scope, FieldNames names, string local, bool declare) =>
        scope.Require($"{LenientVarint}.TryTake({scope.Body}, {type.Bits}, {names.Path}, ref position, out {Var(declare)}{local}, out error)");

    public override string View(ReadScope scope, string state) => $"unchecked(({CSharpType}){LenientVarint}.Read({state}.Of({scope.Body}), {Bits}))";

    public override string Copy(ReadScope scope, FieldNames names, string state, string local) => View(scope, state);

    public override string Spelling(ReadScope scope, string state) => $"{LenientVarint}.Spelling({state}.Of({scope.Body}))";

    public override void Measure(WriteScope scope, FieldNames names, string value) =>
        scope.Advance($"{LenientVarint}.GetSize(unchecked((long){value}), {Kept}, {Bits})");

    public override void Encode(WriteScope scope, FieldNames names, string value) =>
        scope.Advance($"{LenientVarint}.Write(body.Slice(position), unchecked((long){value}), {Kept}, {Bits})");

    public override string Literal(FieldValue value) => new VarintEmitter(type).Literal(value);
}

/// <summary>A bool of which every byte but 0 is true.</summary>
/// <param name="member">The record's member that keeps the byte.</param>
internal sealed class LenientBoolEmitter(string member) : LenientEmitter(member)
{
    public override string CSharpType => "bool";

    public override string Format => "bool, true for every byte but 0";

    public override int? Size => 1;

    public override bool IsPlain => true;

    public override string? Number(string value) => new BoolEmitter().Number(value);

    public override string FromNumber(string number) => new BoolEmitter().FromNumber(number);

    public override (string Min, string Max) NumberRange => new BoolEmitter().NumberRange;

    public override string Write(string value, Place place) => $"{place.Byte} = ({value}) ? (byte)global::System.Math.Max(1, {Kept}) : (byte)0;";

    public override string Read(Place place) => $"{place.Byte} != 0";

    public override string Spelling(ReadScope scope, string state) => $"({scope.Body}[{state}] > 1 ? {scope.Body}[{state}] : 0)";

    public override string Literal(FieldValue value) => new BoolEmitter().Literal(value);
}
