using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>Example frames are proof: each must decode to the values beside it and encode to the same bytes again.</summary>
internal static class VectorChecks
{
    /// <summary>Reports every vector that proves nothing and leaves it out.</summary>
    public static Protocol Run(Protocol protocol, BoundSchema schema)
    {
        var messages = protocol.Messages.ToDictionary(message => message.SchemaName, StringComparer.Ordinal);
        var types = WalkContext.Of(protocol);
        var proven = schema.Vectors
            .Where(bound => messages.ContainsKey(bound.Message.SchemaName))
            .Select(bound => Prove(bound, messages[bound.Message.SchemaName], protocol, types, schema.Scope))
            .OfType<Vector>();
        return protocol with { Vectors = proven.ToEquatableArray() };
    }

    private static Vector? Prove(BoundVector bound, Message message, Protocol protocol, WalkContext types, BindingScope scope)
    {
        var frame = protocol.Frame;
        var at = bound.Syntax.Hex!.Span;
        byte[] bytes = [.. bound.Vector.Frame];
        var context = types with { Extra = message.Extra };
        if (!FrameReader.TryRead(frame, bytes, out var id, out var body, out var failure))
            return Fail(Subject(failure!, "the frame"), failure!.Problem, failure.Offset);
        if (!id.Equals(message.Id))
            return Fail("the frame", $"has id {id}, but '{message.SchemaName}' has {message.Id}", null);
        if (!BodyReader.TryRead(message.Body, body, context, out var values, out failure))
            return Fail(Subject(failure!, "the body", message.SchemaName + "."), failure!.Problem, frame.HeadSize + failure.Offset);
        if (!FrameWriter.Write(frame, id, BodyWriter.Write(message.Body, values, context)).SequenceEqual(bytes))
            return Fail("the frame", "encodes to other bytes than it was decoded from", null);
        var isSame = new VectorMatcher(message.SchemaName, scope, protocol).Match(bound.Syntax.Values, message.Body, values);
        return isSame ? bound.Vector with { Values = values } : null;

        Vector? Fail(string subject, string problem, int? offset)
        {
            var place = offset is { } known ? $" at byte {known}" : "";
            scope.Diagnostics.Report(Rules.VectorFrame, at, $"The vector for '{message.SchemaName}' is wrong{place}: {subject} {problem}");
            return null;
        }
    }

    /// <summary>The field with all around it but the message, which is named anyway.</summary>
    private static string Subject(BodyFailure failure, string whole, string around = "") =>
        failure.Field.Length == 0 ? whole : $"'{failure.Path.Substring(around.Length)}'";
}
