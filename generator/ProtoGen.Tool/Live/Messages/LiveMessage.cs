using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Live.Messages;

/// <summary>A message with its values.</summary>
/// <param name="Message">The message.</param>
/// <param name="Values">Its fields; an unknown id stands among them under <see cref="IdName"/>.</param>
/// <param name="Header">What is known of its frame's header.</param>
internal sealed record LiveMessage(Message Message, IReadOnlyList<VectorValue> Values, IReadOnlyList<VectorValue> Header)
{
    /// <summary>What an unknown id is called beside the fields.</summary>
    public const string IdName = "id";
}
