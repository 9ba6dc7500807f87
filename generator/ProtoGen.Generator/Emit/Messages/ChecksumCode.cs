using System.Globalization;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>Checks over ranges of bytes.</summary>
internal static class ChecksumCode
{
    /// <summary>The expression of a check, a <c>ulong</c>.</summary>
    public static string Compute(CheckDerivation check, BodyPlan plan, IFacts facts, MessageField field, string body)
    {
        var bytes = DerivedExpressions.CheckedBytes(check, plan, facts, body);
        var extra = check.HasExtra && plan.Source.Extra.Count > 0 ? $"({Bytes})[{string.Join(", ", plan.Source.Extra.Select(Hex))}]" : "default";
        return check.Checksum switch
        {
            CrcChecksum => $"{Checksums}.Crc(Wire.{field.Id}Check, {bytes}, {extra})",
            SumChecksum sum => $"{Checksums}.Sum({sum.Bits}, {(sum.Negated ? "true" : "false")}, {bytes}, {extra})",
            XorChecksum => $"{Checksums}.Xor({bytes}, {extra})",
            FletcherChecksum => $"{Checksums}.Fletcher16({bytes}, {extra})",
            AdlerChecksum => $"{Checksums}.Adler32({bytes}, {extra})",
            _ => throw new NotSupportedException($"No emitter for {check.Checksum.GetType().Name}."),
        };
    }

    /// <summary>The tables of the checks that have some.</summary>
    public static void WriteTables(SourceWriter writer, BodyPlan plan)
    {
        foreach (var field in plan.Fields)
        {
            if (field.Field.Derivation is not CheckDerivation { Checksum: CrcChecksum { Algorithm: var crc } }) continue;
            writer.Space();
            writer.Line($"// {crc.Name}");
            writer.Line($"internal static readonly {Crc} {field.Id}Check = new({crc.Width}, {Hex(crc.Polynomial)}, {Hex(crc.Initial)}, {Truth(crc.ReflectInput)}, {Truth(crc.ReflectOutput)}, {Hex(crc.XorOutput)});");
        }
    }

    private static string Hex(byte value) => "0x" + value.ToString("x2", CultureInfo.InvariantCulture);

    private static string Hex(ulong value) => "0x" + value.ToString("X", CultureInfo.InvariantCulture);

    private static string Truth(bool value) => value ? "true" : "false";
}
