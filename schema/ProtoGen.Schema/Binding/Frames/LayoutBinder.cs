using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>Binds one layout: its fields, the roles they play, and how the end of a frame is found.</summary>
internal static class LayoutBinder
{
    public static BoundLayout? Bind(LayoutSyntax syntax, LayoutSite site, BindingScope scope)
    {
        var errors = scope.Diagnostics.ErrorCount;
        var variant = syntax.Key is null ? "" : CSharpName.Bind(syntax.Key, syntax.Name, $"variant '{syntax.SchemaName}'", scope.Diagnostics);
        var roles = LayoutRoles.Find(syntax, scope.Diagnostics);
        if (roles.Body is null) return null;

        var structure = LayoutFieldBinder.Bind(syntax, roles.Body, site.Name + variant + "Header", scope);
        if (structure.IsBroken || scope.Diagnostics.ErrorCount > errors) return null;

        if (structure.Parameters.Count > 0)
        {
            var outside = structure.Parameters[0];
            scope.Diagnostics.Report(Rules.FrameField, outside.At, $"The layout of a frame depends on nothing outside it, but here it names '{outside.Parameter.Name}'");
            return null;
        }

        var ids = IdFieldBinder.Bind(syntax, roles, structure, scope);
        IdFieldBinder.Mark(structure, ids);
        LayoutChecks.Run(structure, roles, scope.Diagnostics);
        if (scope.Diagnostics.ErrorCount > errors) return null;

        var extent = ExtentBinder.Bind(structure, site, scope.Diagnostics, out var lengthAt);
        if (extent is null || variant is null || scope.Diagnostics.ErrorCount > errors) return null;

        var frame = new Frame
        {
            Variant = variant,
            SchemaName = syntax.SchemaName,
            MaxSize = site.MaxSize,
            Structure = structure.ToModel(site.MaxSize),
            Extent = extent,
            Ids = ids.Select(id => id.Path).ToEquatableArray(),
            Sequence = roles.Sequence?.Field.Key.Text,
            Echoes = roles.Echoes.Select(echo => echo.Field.Key.Text).ToEquatableArray(),
        };
        RequireRoom(frame, site, scope.Diagnostics);
        return scope.Diagnostics.ErrorCount > errors ? null : new(frame, syntax, structure, ids, lengthAt);
    }

    private static void RequireRoom(Frame frame, LayoutSite site, DiagnosticBag diagnostics)
    {
        var overhead = frame.MinHeadSize + frame.TailSize;
        if (overhead <= site.MaxSize) return;
        diagnostics.Report(
            Rules.FrameTooSmall,
            site.MaxSizeAt,
            $"The frame takes {overhead} bytes without a body, more than its maxSize of {site.MaxSize}; raise maxSize");
    }
}
