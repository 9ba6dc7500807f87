using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>Which fields of a layout do more than hold a value: by their name, or by <c>role</c>.</summary>
internal sealed class LayoutRoles
{
    private static readonly string[] Known = ["id", "sequence", "body", "length"];

    private readonly Dictionary<string, FrameFieldSyntax> _roles = new(StringComparer.Ordinal);

    public FrameFieldSyntax? Body => Of("body");

    public FrameFieldSyntax? Id => Of("id");

    public FrameFieldSyntax? Sequence => Of("sequence");

    /// <summary>The fields that replies repeat.</summary>
    public required IReadOnlyList<FrameFieldSyntax> Echoes { get; init; }

    public static LayoutRoles Find(LayoutSyntax layout, DiagnosticBag diagnostics)
    {
        var roles = new LayoutRoles
        {
            Echoes = [.. layout.Fields.Where(field => Settings.Truth(field.Echo, "echo", diagnostics) ?? false)],
        };
        foreach (var field in layout.Fields)
        {
            if (RoleOf(field, diagnostics) is { } role) roles.Claim(role, field, diagnostics);
        }

        if (roles.Body is null) diagnostics.Report(Rules.FrameShape, layout.At, "The frame has no body; write 'body:' where the message stands");
        return roles;
    }

    private FrameFieldSyntax? Of(string role) => _roles.TryGetValue(role, out var field) ? field : null;

    /// <summary>What a field is; a length shows itself by what it counts, so its role says nothing new.</summary>
    private static string? RoleOf(FrameFieldSyntax field, DiagnosticBag diagnostics)
    {
        var name = field.Field.Key.Text;
        if (field.Role is not { } role) return name is "id" or "sequence" or "body" ? name : null;
        if (Known.Contains(role.Text)) return role.Text == "length" ? null : role.Text;

        diagnostics.Report(
            Rules.InvalidSetting,
            role.Span,
            $"'role' cannot be '{role.Text}': id, sequence, length or body is expected{NameSuggestion.DidYouMean(role.Text, Known)}");
        return null;
    }

    private void Claim(string role, FrameFieldSyntax field, DiagnosticBag diagnostics)
    {
        if (Of(role) is { } first)
        {
            diagnostics.Report(
                Rules.FrameShape,
                field.Field.Key.Span,
                $"The frame has a second {role} '{field.Field.Key.Text}' beside '{first.Field.Key.Text}'; keep one");
        }
        else
            _roles.Add(role, field);
    }
}
