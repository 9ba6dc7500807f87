using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>Resolves names, types and values of a schema. Everything that cannot be resolved is reported and left out.</summary>
internal static class SchemaBinder
{
    public static BoundSchema Bind(SchemaSyntax syntax, DiagnosticBag diagnostics)
    {
        var scope = new BindingScope(
            Settings.ByteOrder(syntax.Endian, diagnostics) ?? ByteOrder.Big,
            TextEncoding.Utf8,
            Settings.Byte(syntax.Text?.PadByte, diagnostics) ?? 0,
            diagnostics)
        {
            PadLeft = Settings.PadLeft(syntax.Text?.PadSide, diagnostics) ?? false,
            Truncates = Settings.Truncates(syntax.Text?.Overflow, diagnostics) ?? false,
            Checks = CheckBinder.BindAll(syntax.Checks, diagnostics),
        };
        scope = scope with { BrokenChecks = [.. syntax.Checks.Select(check => check.Key.Text).Except(scope.Checks.Select(check => check.Name))] };
        scope = scope with { Encoding = Settings.Encoding(syntax.Text?.Encoding, scope) ?? TextEncoding.Utf8 };
        scope = scope with { Enums = EnumBinder.BindAll(syntax.Enums, scope) };
        var profiles = ProfileBinder.BindAll(syntax.Profiles, scope);
        scope = scope with { ProfileNames = [.. profiles.Select(fact => fact.Name)] };
        BitsBinder.BindAll(syntax.Bits, scope);
        scope = scope with { Structures = StructureCatalogue.BindAll(syntax.Structs, scope) };

        var frames = FramesBinder.Bind(syntax, scope);
        HeaderChecks.Run(frames, diagnostics);
        scope = scope with { HeaderNames = frames.HeaderNames };
        var bound = MessageBinder.BindAll(syntax, frames, scope);
        var messages = bound.All;
        StateBinder.BindNext(frames, messages, diagnostics);
        var heartbeats = HeartbeatBinder.BindAll(syntax.Heartbeats, messages, diagnostics);
        return new()
        {
            Scope = scope,
            Name = syntax.Protocol is { } name ? CSharpName.Bind(name, null, CSharpName.Protocol, diagnostics) : null,
            Namespace = NamespaceBinder.Bind(syntax.Namespace, diagnostics),
            Doc = syntax.Doc?.Prose,
            Frames = frames,
            Profiles = profiles,
            Enums = scope.Enums,
            Bits = scope.Bits,
            Structures = scope.Structures,
            Messages = messages,
            SharedFault = bound.SharedFault,
            KeysAreIds = bound.KeysAreIds,
            Registration = RegistrationBinder.Bind(syntax.Register, messages, scope),
            Heartbeats = heartbeats,
            Farewell = FarewellBinder.Bind(syntax.Farewell, messages, heartbeats, diagnostics),
            Vectors = VectorBinder.BindAll(syntax.Vectors, messages, scope),
        };
    }
}
