using System.Globalization;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Protocols.Frames;

/// <summary>Checks as C# computes them.</summary>
internal static class ChecksumEmitter
{
    /// <summary>Writes the fields that hold the tables of the checks of a framing.</summary>
    public static void WriteTables(SourceWriter writer, FramingPlan plan)
    {
        var algorithms = plan.Layouts.SelectMany(frame => frame.Fields).Select(field => field.Derivation).OfType<CheckDerivation>()
            .Select(check => check.Checksum).OfType<CrcChecksum>().Select(crc => crc.Algorithm).GroupBy(known => Table(known)).Select(same => same.First());
        foreach (var algorithm in algorithms)
        {
            writer.Space();
            writer.Line($"// {algorithm.Name}");
            writer.Line(
                $"private static readonly {Crc} {Table(algorithm)} = new(width: {algorithm.Width}, polynomial: {Hex(algorithm.Polynomial)}, initial: {Hex(algorithm.Initial)}, " +
                $"reflectInput: {Truth(algorithm.ReflectInput)}, reflectOutput: {Truth(algorithm.ReflectOutput)}, xorOutput: {Hex(algorithm.XorOutput)});");
        }
    }

    /// <summary>The expression of a check.</summary>
    /// <param name="checksum">The algorithm.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="extra">Bytes after those; null for none.</param>
    public static string Compute(Checksum checksum, string bytes, string? extra)
    {
        switch (checksum)
        {
            case CrcChecksum { Algorithm: var algorithm }:
                var table = Table(algorithm);
                return extra is null ? $"{table}.Compute({bytes})" : $"{table}.Finish({table}.Append({table}.Append({table}.Start, {bytes}), {extra}))";
            case SumChecksum sum:
                var added = Append(ByteSum, "0u", bytes, extra);
                var cut = sum.Bits switch { 8 => "byte", 16 => "ushort", _ => "uint" };
                return $"unchecked(({cut}){(sum.Negated ? "(0u - " : "")}{added}{(sum.Negated ? ")" : "")})";
            case XorChecksum: return Append(ByteXor, "0", bytes, extra);
            case FletcherChecksum: return Append(Fletcher16, "0", bytes, extra);
            default: return Append(Adler32, $"{Adler32}.Start", bytes, extra);
        }
    }

    private static string Append(string type, string start, string bytes, string? extra)
    {
        var once = $"{type}.Append({start}, {bytes})";
        return extra is null ? once : $"{type}.Append({once}, {extra})";
    }

    private static string Table(CrcAlgorithm algorithm) => string.Concat(algorithm.Name.Split('/', '-', '_').Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));

    private static string Hex(ulong value) => "0x" + value.ToString("X", CultureInfo.InvariantCulture);

    private static string Truth(bool value) => value ? "true" : "false";
}
