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
        scope = scope with { Encoding = Settings.Encoding(syntax.Text?.Encoding, scope) ?? TextEncoding.Utf8 };
        scope = scope with { Enums = EnumBinder.BindAll(syntax.Enums, scope) };
        var profiles = ProfileBinder.BindAll(syntax.Profiles, scope);
        scope = scope with { ProfileNames = [.. profiles.Select(fact => fact.Name)] };
        BitsBinder.BindAll(syntax.Bits, scope);
        scope = scope with { Structures = StructureCatalogue.BindAll(syntax.Structs, scope) };

        var frame = syntax.Frame is null ? null : FrameBinder.Bind(syntax.Frame, scope);
        var messages = MessageBinder.BindAll(syntax.Messages, frame?.Frame.Id?.Type, scope);
        return new()
        {
            Scope = scope,
            Name = syntax.Protocol is { } name ? CSharpName.Bind(name, null, CSharpName.Protocol, diagnostics) : null,
            Namespace = NamespaceBinder.Bind(syntax.Namespace, diagnostics),
            Doc = syntax.Doc?.Prose,
            Frame = frame,
            Profiles = profiles,
            Enums = scope.Enums,
            Bits = scope.Bits,
            Structures = scope.Structures,
            Messages = messages,
            Registration = RegistrationBinder.Bind(syntax.Register, messages, scope),
            Heartbeats = HeartbeatBinder.BindAll(syntax.Heartbeats, messages, diagnostics),
            Vectors = VectorBinder.BindAll(syntax.Vectors, messages, scope),
        };
    }
}
