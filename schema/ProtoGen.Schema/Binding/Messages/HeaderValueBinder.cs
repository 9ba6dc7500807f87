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
        var kept = (asked?.Header ?? []).Where(value => given.All(own => own.Field != value.Field) && layouts.All(layout => Find(layout.Frame, value.Field) is not null));
        var order = layouts[0].Frame.Fields.Select(field => field.Name).ToList();
        return [.. given.Concat(kept).OrderBy(value => order.IndexOf(value.Field.Split('.')[0]))];
    }

    private static VectorValue? BindOne(YamlEntry entry, string title, IReadOnlyList<BoundLayout> layouts, BindingScope scope)
    {
        var name = entry.Key.Text;
        foreach (var layout in layouts)
        {
            if (Find(layout.Frame, name) is not null) continue;
            var names = layout.Frame.Header.Select(field => field.Name);
            return Refuse(entry.Key, $"{title} sets '{name}' in the header, which has no such number to set{NameSuggestion.DidYouMean(name, names)}");
        }

        if (entry.Value is not YamlScalar { IsEmpty: false } text)
            return Refuse(entry.Key, $"{title} sets '{name}' in the header to {entry.Value.Kind}; a single value is expected");

        AmbiguousScalar.Warn(text, scope.Diagnostics);
        var type = Find(layouts[0].Frame, name)!;
        if (ValueReader.Read(type, text.Whole, scope, out var problem) is { } value) return new(name, value);
        return problem.Length == 0 ? null : Refuse(text, $"{title} cannot set '{name}' in the header to '{text.Text}': {problem}");

        VectorValue? Refuse(YamlScalar at, string message)
        {
            scope.Diagnostics.Report(Rules.HeaderValue, at.Span, message);
            return null;
        }
    }

    /// <summary>The type of a header value; null where there is none of that name, or none that can tell messages apart.</summary>
    private static FieldType? Find(Frame frame, string name) =>
        frame.Header.FirstOrDefault(field => field.Name == name && field.Presence is null) is { Type: IntegerType or EnumFieldType or CharType or BoolType } field ? field.Type : null;
}
