using System.Globalization;
using ProtoGen.Schema.Binding.Expressions;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Binding.Types;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds integers cut into parts, those of <c>bits</c> and those cut up in place.</summary>
internal static class BitsBinder
{
    public static void BindAll(IReadOnlyList<BitsSyntax> bits, BindingScope scope)
    {
        foreach (var syntax in bits)
        {
            var errors = scope.Diagnostics.ErrorCount;
            var key = syntax.Key.Text;
            if (TypeBinder.IsTypeName(key, scope))
                scope.Diagnostics.Report(Rules.ReservedName, syntax.Key.Span, $"Bits '{key}' has the name of a type; choose another");

            var name = CSharpName.Bind(syntax.Key, syntax.Name, $"bits '{key}'", scope.Diagnostics) ?? "";
            var underlying = syntax.Type is { } type ? BindUnderlying(type, $"Bits '{key}'", scope) : null;
            var bound = Bind(name, key, (syntax.Name ?? syntax.Key).Span, $"bits '{key}'", underlying, syntax.Parts, scope);
            scope.Bits.Add(bound with { Doc = syntax.Doc?.Prose, IsBroken = syntax.IsBroken || scope.Diagnostics.ErrorCount > errors });
        }
    }

    /// <summary>Cuts an integer into parts.</summary>
    public static BoundBits Bind(
        string name, string? schemaName, SourceSpan at, string title, IntegerType? underlying, IReadOnlyList<BitsPartSyntax> parts, BindingScope scope)
    {
        var errors = scope.Diagnostics.ErrorCount;
        var bound = new List<BitsPart>();
        var taken = 0UL;
        foreach (var syntax in parts)
        {
            if (BindPart(syntax, title, underlying, scope) is not { } part) continue;
            if ((taken & part.Mask) != 0)
            {
                scope.Diagnostics.Report(
                    Rules.BitPosition,
                    syntax.At!.Value.Span,
                    $"Part '{part.Name}' of {title} shares a bit with a part before it; each bit belongs to one part");
            }

            taken |= part.Mask;
            bound.Add(part);
        }

        if (parts.Count == 0) scope.Diagnostics.Report(Rules.BitPosition, at, $"{Wording.Sentence(title)} has no parts; write them, such as 'degrees: 0..9'");
        BitsNames.Check(bound, parts, title, scope.Diagnostics);
        return new(name, schemaName, at)
        {
            Underlying = underlying,
            Parts = bound,
            Derived = [.. parts.Where(part => part.Expression is not null)],
            IsBroken = scope.Diagnostics.ErrorCount > errors,
        };
    }

    /// <summary>What the parts of one use are derived from: the names in an expression are those of the use.</summary>
    public static EquatableArray<PartDerivation> BindDerived(BoundBits bits, string title, NameScope names, BindingScope scope)
    {
        var derived = new List<PartDerivation>();
        foreach (var syntax in bits.Derived)
        {
            if (bits.Find(syntax.Key.Text) is not { } part) continue;
            var partTitle = $"Part '{part.Name}' of {Wording.InSentence(title)}";
            if (ExpressionBinder.Bind(syntax.Expression!.Value, TypeOf(part, syntax.Expression.Value.Text, scope), partTitle, names, scope) is not { } derivation) continue;

            var constant = derivation switch
            {
                ConstantDerivation { Value: IntegerValue number } => number.Value.Bits,
                ConstantDerivation { Value: BoolValue { Value: true } } => 1UL,
                _ => 0UL,
            };
            if (constant > ulong.MaxValue >> (64 - part.Width))
            {
                scope.Diagnostics.Report(
                    Rules.InvalidConstant,
                    syntax.Expression.Value.Span,
                    $"{partTitle} cannot be '{syntax.Expression.Value.Text}': it has {part.Width} bits");
            }

            if (derivation is ConstantDerivation { Value: BoolValue }) derivation = new ConstantDerivation(new IntegerValue(new(constant)));
            derived.Add(new(part.Name, derivation, Settings.Verify(syntax.Verify, scope.Diagnostics) ?? true));
        }

        return derived.ToEquatableArray();
    }

    /// <summary>The integer that parts are cut out of; always unsigned.</summary>
    public static IntegerType? BindUnderlying(YamlScalar type, string title, BindingScope scope)
    {
        if (IntegerTypes.Parse(type.Text, scope.Order) is { Signed: false } known) return known;
        scope.Diagnostics.Report(Rules.BitPosition, type.Span, $"{title} has the type '{type.Text}'; parts are cut out of u8, u16 and so on to u64");
        return null;
    }

    private static BitsPart? BindPart(BitsPartSyntax syntax, string title, IntegerType? underlying, BindingScope scope)
    {
        var key = syntax.Key.Text;
        if (syntax.At is not { } at) return null;
        if (ParsePosition(at.Text) is not var (low, high) || low > high || high > 63)
            return Refuse($"is at '{at.Text}'; write its bits as '0..9', or '10' for one, counted from the least significant, which is 0");
        if (underlying is not null && high >= underlying.Size * 8)
            return Refuse($"is at '{at.Text}', but {underlying.Name} has the bits 0 to {(underlying.Size * 8) - 1}");

        var isReserved = key.StartsWith("_", StringComparison.Ordinal) && syntax.Name is null;
        var property = isReserved ? null : CSharpName.Bind(syntax.Key, syntax.Name, $"part '{key}' of {title}", scope.Diagnostics);
        return new()
        {
            Name = key,
            Property = property,
            Doc = syntax.Doc?.Prose,
            Low = low,
            Width = high - low + 1,
            Enum = syntax.Type is { } type ? BindEnum(type, high - low + 1, $"Part '{key}' of {title}", scope) : null,
        };

        BitsPart? Refuse(string problem)
        {
            scope.Diagnostics.Report(Rules.BitPosition, at.Span, $"Part '{key}' of {title} {problem}");
            return null;
        }
    }

    private static (int Low, int High)? ParsePosition(string text)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        var first = dots < 0 ? text : text.Substring(0, dots).Trim();
        var last = dots < 0 ? text : text.Substring(dots + 2).Trim();
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var low)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var high) ? (low, high) : null;
    }

    private static string? BindEnum(YamlScalar type, int width, string title, BindingScope scope)
    {
        if (scope.Enums.FirstOrDefault(known => known.SchemaName == type.Text) is { } found) return found.Name;
        var most = type.Text == "bool" ? 1 : IntegerTypes.Parse(type.Text, scope.Order) is { Signed: false } whole ? whole.Size * 8 : 0;
        if (width <= most) return null;
        if (most > 0)
        {
            scope.Diagnostics.Report(Rules.BitPosition, type.Span, $"{title} has {width} bits, which a {type.Text} does not hold; remove the type, or take fewer bits");
            return null;
        }

        scope.Diagnostics.Report(
            Rules.UnknownType,
            type.Span,
            $"{title} has the type '{type.Text}'; a part is a number, a bool where it is one bit, or an enum" +
            NameSuggestion.DidYouMean(type.Text, scope.Enums.Select(known => known.SchemaName)));
        return null;
    }

    private static FieldType TypeOf(BitsPart part, string expression, BindingScope scope) =>
        part.Enum is { } named && scope.Enums.First(known => known.Name == named).Type is { } type ? type
        : part.IsBool && expression is "true" or "false" ? new BoolType()
        : new IntegerType((part.Width + 7) / 8, false, ByteOrder.Big);
}
