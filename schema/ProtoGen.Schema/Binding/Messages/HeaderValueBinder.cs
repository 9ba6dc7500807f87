using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Messages;

/// <summary>Binds <c>header</c> of a message: values it writes into the frame, and is recognised by.</summary>
internal static class HeaderValueBinder
{
    /// <summary>The values in the order of the layout; an answer has those of its request that it does not change.</summary>
    public static IReadOnlyList<VectorValue> Bind(
        IReadOnlyList<YamlEntry> entries, string title, MessageSelector? asked, IReadOnlyList<BoundLayout> layouts, BindingScope scope)
    {
        var given = entries.Select(entry => BindOne(entry, title, layouts, scope)).OfType<VectorValue>().ToList();
        var kept = (asked?.Header ?? []).Where(value => given.All(own => own.Field != value.Field) && layouts.All(layout => Find(layout.Frame, value.Field, scope) is not null));
        var order = layouts[0].Frame.Fields.Select(field => field.Name).ToList();
        return [.. given.Concat(kept).OrderBy(value => order.IndexOf(value.Field.Split('.')[0]))];
    }

    private static VectorValue? BindOne(YamlEntry entry, string title, IReadOnlyList<BoundLayout> layouts, BindingScope scope)
    {
        var name = entry.Key.Text;
        foreach (var layout in layouts)
        {
            if (Find(layout.Frame, name, scope) is not null) continue;
            var names = layout.Frame.Header.SelectMany(field => Names(field, scope));
            return Refuse(entry.Key, $"{title} sets '{name}' in the header, which has no such number to set{NameSuggestion.DidYouMean(name, names)}");
        }

        if (entry.Value is not YamlScalar { IsEmpty: false } text)
            return Refuse(entry.Key, $"{title} sets '{name}' in the header to {entry.Value.Kind}; a single value is expected");

        AmbiguousScalar.Warn(text, scope.Diagnostics);
        var type = Find(layouts[0].Frame, name, scope)!;
        if (ValueReader.Read(type.Type, text.Whole, scope, out var problem) is { } value)
        {
            if (value is not IntegerValue { Value: var number } || number.Bits <= type.Max) return new(name, value);
            problem = $"it has {type.Bits} bits, which hold 0 to {type.Max}";
        }

        return problem.Length == 0 ? null : Refuse(text, $"{title} cannot set '{name}' in the header to '{text.Text}': {problem}");

        VectorValue? Refuse(YamlScalar at, string message)
        {
            scope.Diagnostics.Report(Rules.HeaderValue, at.Span, message);
            return null;
        }
    }

    /// <summary>The type of a header value; null where there is none of that name, or none that can tell messages apart.</summary>
    private static NumberType? Find(Frame frame, string name, BindingScope scope)
    {
        var path = name.Split('.');
        if (frame.Header.FirstOrDefault(part => part.Name == path[0] && part.Presence is null) is not { } field) return null;
        if (path.Length == 1) return field.Type is IntegerType or EnumFieldType or CharType or BoolType ? new(field.Type, 64) : null;
        if (path.Length > 2 || field.Type is not BitsFieldType bits || field.DerivedParts.Any(part => part.Part == path[1])) return null;
        if (scope.BitsOf(bits).Find(path[1]) is not { Property: not null } known) return null;
        return new(known.IsBool ? new BoolType() : known.Enum is { } member ? new EnumFieldType(member, bits.Underlying) : bits.Underlying, known.Width);
    }

    private static IEnumerable<string> Names(Field field, BindingScope scope) => field.Type is BitsFieldType bits
        ? scope.BitsOf(bits).Parts.Where(part => part.Property is not null).Select(part => $"{field.Name}.{part.Name}")
        : [field.Name];

    private sealed record NumberType(FieldType Type, int Bits)
    {
        public ulong Max => ulong.MaxValue >> (64 - Bits);
    }
}
