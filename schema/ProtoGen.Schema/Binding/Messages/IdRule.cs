using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>An id made of the one that is answered: <c>id</c>, <c>id | 0x80000000</c>, <c>id + 1</c>.</summary>
internal sealed record IdRule(char Operator, ulong Operand)
{
    private static readonly IntegerType U64 = new(8, Signed: false, ByteOrder.Big);

    /// <summary>Reads a rule; null where the text is none.</summary>
    public static IdRule? Parse(YamlScalar scalar)
    {
        var text = scalar.Text.Trim();
        if (!scalar.IsPlain || !text.StartsWith("id", StringComparison.Ordinal)) return null;
        if (text == "id") return new('+', 0);

        var rest = text.Substring(2).TrimStart();
        if (rest.Length < 2 || rest[0] is not ('|' or '&' or '^' or '+' or '-')) return null;
        var start = scalar.Text.LastIndexOf(rest.Substring(1), StringComparison.Ordinal);
        var operand = scalar.Whole.From(start).Trim();
        return IntegerLiteral.Read(operand, U64, out _) is { } number ? new(rest[0], number.Bits) : null;
    }

    /// <summary>The id for an answered one; null where it does not fit the type.</summary>
    public WireInteger? Apply(WireInteger id, IntegerType type)
    {
        var bits = Operator switch
        {
            '|' => id.Bits | Operand,
            '&' => id.Bits & Operand,
            '^' => id.Bits ^ Operand,
            '+' => unchecked(id.Bits + Operand),
            _ => unchecked(id.Bits - Operand),
        };
        if (!type.Signed) return id.Bits > bits && Operator == '+' ? null : Holding(new(bits), type);

        // The bits of a signed id are those on the wire: of an i8, 1 | 0x80 is -127.
        var unused = 64 - (type.Size * 8);
        return Operator is '+' or '-' ? Holding(new((long)bits), type) : new((long)(bits << unused) >> unused);
    }

    private static WireInteger? Holding(WireInteger value, IntegerType type) => type.Holds(value) ? value : null;
}
