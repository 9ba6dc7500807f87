using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>Binds <c>escape</c>: a flag, and for each byte that must not stand for itself the two bytes that stand for it.</summary>
internal static class EscapeBinder
{
    private static readonly IntegerType Pair = new(2, Signed: false, ByteOrder.Big);

    public static FrameEscape? Bind(EscapeSyntax? syntax, DiagnosticBag diagnostics)
    {
        if (syntax is null) return null;
        var errors = diagnostics.ErrorCount;
        var flag = Settings.Byte(syntax.Flag, diagnostics);
        var codes = new List<(byte Original, byte Escape, byte Code, SourceSpan At)>();
        foreach (var entry in syntax.Map)
        {
            if (Settings.Byte(entry.Key, diagnostics) is not { } original) continue;
            if (entry.Value is YamlScalar value && IntegerLiteral.Read(value.Whole, Pair, out _) is { } pair && pair.Bits > 0xFF)
                codes.Add((original, (byte)(pair.Bits >> 8), (byte)pair.Bits, entry.Key.Span));
            else
                Refuse(entry.Value.Span, $"'{entry.Key.Text}' must be escaped by two bytes, the escape byte and a code, such as 0x7d01");
        }

        if (flag is not { } mark || codes.Count == 0 || diagnostics.ErrorCount > errors) return null;
        var escape = codes[0].Escape;
        Judge(mark, escape);
        if (diagnostics.ErrorCount > errors) return null;
        return new(mark, escape, codes.Select(code => new EscapeCode(code.Original, code.Code)).ToEquatableArray());

        void Judge(byte known, byte first)
        {
            foreach (var code in codes)
            {
                if (code.Escape != first) Refuse(code.At, $"The escape sequences begin with 0x{first:x2} and with 0x{code.Escape:x2}; all begin with one byte");
                if (code.Code == known) Refuse(code.At, $"The flag 0x{known:x2} would occur inside a frame, as the code of 0x{code.Original:x2}");
                if (codes.Any(other => other.Code == code.Code && other.Original < code.Original))
                    Refuse(code.At, $"The code 0x{code.Code:x2} stands for two bytes");
            }

            if (codes.All(code => code.Original != known)) Refuse(syntax.At, $"The flag 0x{known:x2} itself is not escaped; add it to 'map'");
            if (codes.All(code => code.Original != first)) Refuse(syntax.At, $"The escape byte 0x{first:x2} itself is not escaped; add it to 'map'");
        }

        void Refuse(SourceSpan at, string message) => diagnostics.Report(Rules.EscapeRule, at, message);
    }
}
