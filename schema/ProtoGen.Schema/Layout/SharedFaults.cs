using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>Finds the one record that stands for faults whose ids are made of their requests'.</summary>
internal static class SharedFaults
{
    /// <summary>The record; null where there is no such fault, or where its messages cannot be one type.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="messages">Its messages, laid out.</param>
    public static SharedFault? Of(BoundSchema schema, EquatableArray<Message> messages)
    {
        var names = new HashSet<string>(schema.Messages.Where(message => message.ProtocolFault is not null).Select(message => message.Name));
        var bodies = messages.Where(message => names.Contains(message.Name)).Select(message => message.Body).ToList();
        if (bodies.Count == 0 || !bodies.All(body => IsPlain(body) && body.Fields.SequenceEqual(bodies[0].Fields))) return null;
        var first = schema.Messages.First(message => message.ProtocolFault is not null);
        return new(first.ProtocolFault!, first.Syntax.Doc?.Prose, bodies[0] with { Name = first.ProtocolFault! });
    }

    // What a record keeps beside the values that a user gives belongs to one message; types written in place are called after theirs.
    private static bool IsPlain(Structure body) =>
        body.Parameters.Count == 0 && body.Trailing != Trailing.Keep && !body.KeepsPadding && body.Fields.Any()
        && body.Fields.All(field => field is { Property: not null, Derivation: null, Meaning: null, KeepsSpelling: false } and not { Bound.Trailing: Trailing.Keep }
            && field.DerivedParts.Count == 0);
}
