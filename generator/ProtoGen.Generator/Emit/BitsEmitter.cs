using System.Globalization;
using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit;

/// <summary>All that the code of one integer cut into parts depends on.</summary>
/// <param name="SchemaFile">The schema's file name, without its folder.</param>
/// <param name="Namespace">The namespace of the emitted code.</param>
/// <param name="Bits">The parts.</param>
internal sealed record BitsSource(string SchemaFile, string Namespace, BitsType Bits);

/// <summary>One integer cut into parts: a struct over that integer, a property a part. Bits of no part are kept.</summary>
internal static class BitsEmitter
{
    public static EmittedFile Emit(BitsSource source)
    {
        var bits = source.Bits;
        var raw = IntegerEmitter.CSharp(bits.Underlying);
        var writer = new SourceWriter();
        FileHeader.Write(writer, source.SchemaFile, source.Namespace);
        writer.Line(Xml.Summary(bits.Doc, $"The bits <c>{Xml.Escape(bits.Name)}</c>. Bits that belong to no part survive the round trip."));
        WriteTable(writer, bits);
        using (writer.Open($"public readonly partial record struct {bits.Name}({raw} Raw)"))
        {
            foreach (var part in bits.Parts.Where(part => part.Property is not null))
            {
                writer.Space();
                WritePart(writer, source, part, raw);
            }

            writer.Space();
            writer.Line($"""
                // What is derived when encoding is no part of a record.
                internal {bits.Name} Without({raw} derived) => new(unchecked(({raw})(Raw & ~derived)));
                """);
        }

        return new($"{source.Namespace}.{bits.Name}.g.cs", writer.ToString());
    }

    /// <summary>A mask over the whole integer as a literal of its type.</summary>
    public static string Literal(BitsType bits, ulong mask) => IntegerEmitter.Literal(bits.Underlying, new WireInteger(mask));

    private static void WriteTable(SourceWriter writer, BitsType bits)
    {
        writer.Line("/// <remarks>");
        writer.Line($"/// Cut out of {Xml.Escape(new IntegerEmitter(bits.Underlying).Format)}; bit 0 is the least significant:");
        writer.Line("/// <code>");
        foreach (var part in bits.Parts)
        {
            var place = part.Width == 1 ? Literals.Number(part.Low) : FormattableString.Invariant($"{part.Low}..{part.Low + part.Width - 1}");
            writer.Line($"/// {place,6}  {Xml.Escape(part.Name)}{(part.Property is null ? ", derived or reserved" : "")}");
        }

        writer.Line("/// </code>");
        writer.Line("/// </remarks>");
        writer.Line("/// <param name=\"Raw\">All bits as they are on the wire.</param>");
    }

    private static void WritePart(SourceWriter writer, BitsSource source, BitsPart part, string raw)
    {
        var type = part.Enum is { } named ? $"global::{CSharpNames.Namespace(source.Namespace)}.{named}" : part.IsBool ? "bool" : Unsigned(part.Width);
        var mask = Hex(part.Mask >> part.Low);
        var shifted = part.Low == 0 ? "Raw" : $"(Raw >> {part.Low})";
        var number = part.Width == 64 ? "Raw" : $"{shifted} & {mask}";
        var read = part.IsBool ? $"(Raw & {Hex(part.Mask)}) != 0" : $"unchecked(({type})({number}))";
        var bitsOf = part.IsBool ? $"(value ? {Hex(part.Mask)} : 0)" : $"(((ulong)value & {mask}) << {part.Low})";
        writer.Line(Xml.Summary(part.Doc, part.Width == 1
            ? $"Bit {part.Low}, <c>{Xml.Escape(part.Name)}</c>."
            : $"Bits {part.Low} to {part.Low + part.Width - 1}, <c>{Xml.Escape(part.Name)}</c>."));
        if (!part.IsBool) writer.Line($"/// <exception cref=\"{RuntimeNames.EncodeException}\">The value has more than {part.Width} {(part.Width == 1 ? "bit" : "bits")}.</exception>");
        using var property = writer.Open($"public {type} {part.Property}");
        writer.Line($"get => {read};");
        if (part.IsBool)
        {
            writer.Line($"init => Raw = unchecked(({raw})((Raw & ~{Typed(raw, part.Mask)}) | {(raw is "ulong" or "uint" ? $"(value ? {Typed(raw, part.Mask)} : 0)" : bitsOf)}));");
            return;
        }

        using var init = writer.Open("init");
        writer.Line($"{RuntimeNames.EncodeChecks}.Bits(unchecked((ulong)value), {part.Width}, \"{source.Bits.Name}\", \"{part.Property}\");");
        writer.Line($"Raw = unchecked(({raw})((Raw & ~{Hex(part.Mask)}UL) | ((ulong)value << {part.Low})));");
    }

    private static string Typed(string raw, ulong mask) => raw is "ulong" ? Hex(mask) + "UL" : raw is "uint" ? Hex(mask) + "U" : Hex(mask);

    private static string Hex(ulong value) => "0x" + value.ToString("X", CultureInfo.InvariantCulture);

    private static string Unsigned(int width) => width <= 8 ? "byte" : width <= 16 ? "ushort" : width <= 32 ? "uint" : "ulong";
}
