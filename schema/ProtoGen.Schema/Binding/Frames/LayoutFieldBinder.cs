using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>Binds the fields of a layout as those of any structure; the body is all that is left between the others.</summary>
internal static class LayoutFieldBinder
{
    /// <summary>The fields, the body among them as <see cref="BodyType"/>.</summary>
    public static BoundStructure Bind(LayoutSyntax layout, FrameFieldSyntax body, string name, BindingScope scope)
    {
        if (body.Field.Type is { } type)
            scope.Diagnostics.Report(Rules.FrameField, type.Whole.Span, "The body of the frame takes no type; write 'body:' alone");

        var title = layout.Key is null ? "the frame" : $"variant '{layout.SchemaName}' of the frame";
        var identity = new StructureIdentity(name, layout.Key is null ? "frame" : layout.SchemaName, title, layout.At);
        var fields = layout.Fields.Select(field => field == body ? AsRest(field) : field.Field).ToArray();
        var bound = StructureBinder.Bind(fields, identity, isRoot: true, scope with { LayoutBody = body.Field.Key.Text });
        bound.Fields = [.. bound.Fields.Select(field => field.Field is { } known && field.Syntax.Key == body.Field.Key
            ? field with { Field = known with { Type = new BodyType(), Property = null } }
            : field)];
        return bound;
    }

    private static FieldSyntax AsRest(FrameFieldSyntax body)
    {
        var text = new YamlScalar("bytes[rest]", isPlain: true, body.Field.Key.Span, null);
        return body.Field with
        {
            Type = new("bytes", text.Whole, text.Whole.Slice("bytes[".Length, "rest".Length)),
            Settings = new FieldSettings { Size = body.Size },
        };
    }
}
