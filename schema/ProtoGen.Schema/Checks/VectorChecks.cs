using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>Example frames are proof: each must decode to the values beside it and encode to the same bytes again.</summary>
internal static class VectorChecks
{
    /// <summary>Reports every vector that proves nothing and leaves it out.</summary>
    public static Protocol Run(Protocol protocol, BoundSchema schema, DiagnosticBag diagnostics)
    {
        var messages = protocol.Messages.ToDictionary(message => message.SchemaName, StringComparer.Ordinal);
        var context = WalkContext.Of(protocol);
        var proven = schema.Vectors
            .Where(bound => messages.ContainsKey(bound.Message.SchemaName))
            .Where(bound => Prove(bound, messages[bound.Message.SchemaName], protocol.Frame, context, diagnostics))
            .Select(bound => bound.Vector);
        return protocol with { Vectors = proven.ToEquatableArray() };
    }

    private static bool Prove(BoundVector bound, Message message, Frame frame, WalkContext types, DiagnosticBag diagnostics)
    {
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
        return Compare(bound, values, diagnostics);

        bool Fail(string subject, string problem, int? offset)
        {
            var place = offset is { } known ? $" at byte {known}" : "";
            diagnostics.Report(Rules.VectorFrame, at, $"The vector for '{message.SchemaName}' is wrong{place}: {subject} {problem}");
            return false;
        }
    }

    /// <summary>The field with all around it but the message, which is named anyway.</summary>
    private static string Subject(BodyFailure failure, string whole, string around = "") =>
        failure.Field.Length == 0 ? whole : $"'{failure.Path.Substring(around.Length)}'";

    private static bool Compare(BoundVector bound, IReadOnlyList<VectorValue> decoded, DiagnosticBag diagnostics)
    {
        var isSame = true;
        foreach (var given in bound.Vector.Values)
        {
            var found = decoded.First(value => value.Field == given.Field).Value;
            if (ValueMatch.Holds(given.Value, found)) continue;

            isSame = false;
            var at = bound.Syntax.Values.First(entry => entry.Key.Text == given.Field).Value.Span;
            diagnostics.Report(
                Rules.VectorValues,
                at,
                $"The frame of the vector says that '{given.Field}' is {Quote(found)}, not {Quote(given.Value)}");
        }

        return isSame;
    }

    private static string Quote(FieldValue value) => value is TextValue ? $"'{value}'" : value.ToString();
}
