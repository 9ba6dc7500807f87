using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>Example frames are proof: each must decode to the values beside it and encode to the same bytes again, or be refused where it says so.</summary>
internal static class VectorChecks
{
    /// <summary>Reports every vector that proves nothing and leaves it out.</summary>
    public static Protocol Run(Protocol protocol, BoundSchema schema, WalkExtensions extensions)
    {
        var messages = protocol.Messages.ToDictionary(message => message.SchemaName, StringComparer.Ordinal);
        var proven = schema.Vectors
            .Where(bound => messages.TryGetValue(bound.Message.SchemaName, out var message) && !OpenCodecs.AreIn(message, protocol, extensions))
            .Select(bound => Prove(bound, messages[bound.Message.SchemaName], protocol, extensions, schema.Scope))
            .OfType<Vector>();
        return protocol with { Vectors = proven.ToEquatableArray() };
    }

    /// <summary>Judges every vector by itself, and says what is wrong with each.</summary>
    public static IEnumerable<VectorOutcome> Judge(Protocol protocol, BoundSchema schema, WalkExtensions extensions)
    {
        var messages = protocol.Messages.ToDictionary(message => message.SchemaName, StringComparer.Ordinal);
        foreach (var bound in schema.Vectors.Where(bound => messages.ContainsKey(bound.Message.SchemaName)))
        {
            var message = messages[bound.Message.SchemaName];
            FrameProof.Read(protocol, message, extensions, [.. bound.Vector.Frame], out var proof);
            var findings = new DiagnosticBag();
            var needsCode = proof is { NeedsCode: true } || OpenCodecs.AreIn(message, protocol, extensions);
            if (!needsCode) Prove(bound, message, protocol, extensions, schema.Scope with { Diagnostics = findings });
            var problems = findings.InOrder().Where(found => found.Rule.Severity == Severity.Error).Select(found => found.Message).ToEquatableArray();
            yield return new(message.SchemaName, bound.Syntax.Hex!.Span.Line, bound.Vector.Frame, problems) { NeedsCode = needsCode, IsRefused = bound.Vector.IsRefused, Written = proof?.Written?.ToEquatableArray() };
        }
    }

    private static Vector? Prove(BoundVector bound, Message message, Protocol protocol, WalkExtensions extensions, BindingScope scope)
    {
        var problem = FrameProof.Read(protocol, message, extensions, [.. bound.Vector.Frame], out var proof);
        if (proof is { NeedsCode: true }) return null;
        if (bound.Vector.IsRefused)
        {
            if (problem is null && proof!.Encodes) Fail("the frame is read and written without a finding, although an error is expected");
            return problem is not null || !proof!.Encodes ? bound.Vector : null;
        }

        if (problem is not null) return Fail(problem);
        if (!proof!.Encodes) return Fail("the frame encodes to other bytes than it was decoded from");

        var matcher = new VectorMatcher(message.SchemaName, scope, protocol);
        var isSame = matcher.Match([.. bound.Syntax.Values.Where(entry => !bound.Message.IsUnknownId(entry.Key.Text))], message.Body, proof.Values);
        foreach (var id in bound.Syntax.Values.Where(entry => bound.Message.IsUnknownId(entry.Key.Text))) isSame &= matcher.MatchId(id, message.UnknownId, proof.Frame.Ids);
        isSame &= new VectorMatcher("the frame", scope, protocol).Match(bound.Syntax.Header, proof.Frame.Frame.Structure, proof.Frame.Values);
        return isSame ? bound.Vector with { Values = proof.Values, Header = proof.Frame.Values } : null;

        Vector? Fail(string what)
        {
            scope.Diagnostics.Report(Rules.VectorFrame, bound.Syntax.Hex!.Span, $"The vector for '{message.SchemaName}' is wrong{(what[0] == ' ' ? "" : ": ")}{what}");
            return null;
        }
    }
}
