using System.Globalization;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>The notations of SIZE: how each is read, measured and written.</summary>
internal static class SizeCode
{
    /// <summary>Steps over the bytes that a rule gives; afterwards a local is their range.</summary>
    /// <param name="rule">The rule, in bytes.</param>
    /// <param name="scope">Where statements go.</param>
    /// <param name="names">For errors.</param>
    /// <param name="local">The local.</param>
    /// <param name="declare">Whether it is declared here.</param>
    /// <param name="isWide">Whether a terminator stands at a whole number of two bytes.</param>
    public static void TakeRange(SizeRule rule, ReadScope scope, FieldNames names, string local, bool declare, bool isWide = false)
    {
        var range = $"ref position, out {(declare ? "var " : "")}{local}, out error)";
        var body = scope.Body;
        switch (rule)
        {
            case PrefixedSize { Prefix: { Signed: false } prefix }:
                scope.Require($"{LengthPrefix}.TryTake({body}, {PrefixArguments(prefix)}, field: {names.Path}, {range}");
                break;
            case VarintPrefixedSize { Prefix.Bits: 32 }:
                scope.Require($"{VarintPrefix}.TryTake({body}, {names.Path}, {range}");
                break;
            case RestSize:
                scope.Require($"{WireSizes}.TryTakeRest({body}, 0, {names.Path}, {range}");
                break;
            case TerminatedSize { Terminator: var mark }:
                scope.Require($"{TerminatedBytes}.TryTake{(isWide ? "Wide" : "")}({body}, {Mark(mark)}, {names.Path}, {range}");
                break;
            default:
                var size = TakeCount(rule, scope, names, local + "Size");
                scope.Require($"{WireSizes}.TryTake({body}, {size}, {names.Path}, {range}");
                break;
        }
    }

    /// <summary>Reads what says a number of elements or bytes; the expression of that number.</summary>
    public static string TakeCount(SizeRule rule, ReadScope scope, FieldNames names, string local)
    {
        switch (rule)
        {
            case FixedSize known:
                return Literals.Number(known.Count);
            case ReferencedSize referenced:
                return scope.Value(referenced.Source, referenced.Steps);
            case PrefixedSize { Prefix: var prefix }:
                scope.Require($"{LengthPrefix}.TryTake{(prefix.Signed ? "Signed" : "")}Size({scope.Body}, {PrefixArguments(prefix)}, field: {names.Path}, ref position, out var {local}, out error)");
                return local;
            case VarintPrefixedSize { Prefix: var prefix }:
                scope.Require($"{VarintPrefix}.TryTakeSize({scope.Body}, {prefix.Bits}, {names.Path}, ref position, out var {local}, out error)");
                return local;
            default:
                throw new NotSupportedException($"{rule.GetType().Name} says no number.");
        }
    }

    /// <summary>The most that a rule can say.</summary>
    public static long Limit(SizeRule rule, int limit) => rule switch
    {
        PrefixedSize { Prefix: var prefix } => (long)Math.Min((ulong)limit, prefix.Max.Bits),
        _ => limit,
    };

    /// <summary>The bytes of what announces a size; null where nothing does.</summary>
    public static string? PrefixSize(SizeRule rule, string size) => rule switch
    {
        PrefixedSize { Prefix: var prefix } => Literals.Number(prefix.Size),
        VarintPrefixedSize => $"{Varint}.GetSize((ulong){size})",
        _ => null,
    };

    /// <summary>The expression that writes what announces a size and yields its bytes; null where nothing does.</summary>
    public static string? WritePrefix(SizeRule rule, string size, string destination) => rule switch
    {
        PrefixedSize { Prefix: var prefix } => $"{LengthPrefix}.WriteSize({destination}, {PrefixArguments(prefix)}, {size})",
        VarintPrefixedSize => $"{Varint}.Write({destination}, (ulong){size})",
        _ => null,
    };

    /// <summary>The arguments that describe a prefix.</summary>
    public static string PrefixArguments(IntegerType prefix) =>
        $"prefixSize: {prefix.Size}, bigEndian: {(prefix.Order == ByteOrder.Big ? "true" : "false")}";

    /// <summary>A terminator as a span.</summary>
    public static string Mark(EquatableArray<byte> mark) => $"({Bytes})[{string.Join(", ", mark.Select(part => "0x" + part.ToString("x2", CultureInfo.InvariantCulture)))}]";

    /// <summary>How the wire table describes a field of this size.</summary>
    public static string Describe(SizeRule rule, string what, string unit) => rule switch
    {
        PrefixedSize { Prefix: var prefix } => $"{new IntegerEmitter(prefix).Format} {unit}, then {what}",
        VarintPrefixedSize { Prefix.Bits: var bits } => $"varint{bits} {unit}, then {what}",
        RestSize => $"{what}, to the end of the body",
        TerminatedSize { Terminator: var mark } => $"{what}, until 0x{string.Concat(mark.Select(part => part.ToString("x2", CultureInfo.InvariantCulture)))}",
        ReferencedSize { Source: OwnValue own, Steps: var steps } => $"{what}, {unit} in {own}{Describe(steps)}",
        ReferencedSize { Steps: var steps } => $"{what}, {unit} given from outside{Describe(steps)}",
        _ => what,
    };

    private static string Describe(EquatableArray<ArithmeticStep> steps) => string.Concat(steps.Select(step => step.Operator switch
    {
        ArithmeticOperator.Add => $" + {step.Operand}",
        ArithmeticOperator.Subtract => $" - {step.Operand}",
        ArithmeticOperator.Multiply => $" * {step.Operand}",
        ArithmeticOperator.Divide => $" / {step.Operand}",
        _ => $", divided by {step.Operand} and rounded up",
    }));
}
