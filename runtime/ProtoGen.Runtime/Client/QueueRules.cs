using System.Collections.Frozen;

namespace ProtoGen.Client;

/// <summary>How much may wait in a client, and what becomes of which message when more comes.</summary>
internal sealed class QueueRules(ClientOptions options)
{
    private readonly FrozenDictionary<Type, QueuePolicy> _policies = options.QueuePolicies.ToFrozenDictionary();

    public int MaxFrames => options.MaxWaitingFrames;

    public int MaxBytes => options.MaxWaitingBytes;

    public QueuePolicy PolicyOf(Type message) => _policies.GetValueOrDefault(message, options.Queue);
}
