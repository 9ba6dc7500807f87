using System.Runtime.CompilerServices;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>
/// One walk that writes. A structure is written again until its derived values agree with its bytes; what was written of the structs
/// inside is remembered meanwhile, or each level would multiply the work of those below it.
/// </summary>
internal sealed class WriteSession(WalkContext context)
{
    private readonly Dictionary<Key, Written> _written = [];
    private readonly bool _isAligned = context.Structures.Values.Any(known => known.Fields.Any(field => field.Align > 1));

    public WalkContext Context => context;

    /// <summary>What a struct inside becomes, from memory if it was written before.</summary>
    public Written Remember(StructValue value, string structure, EquatableArray<long> outer, int start, int depth, Func<Written> write)
    {
        var key = new Key(value, structure, outer, _isAligned ? start : 0, depth);
        if (!_written.TryGetValue(key, out var written)) _written[key] = written = write();
        return written;
    }

    /// <summary>The value is compared by reference: by its fields would cost more than is saved.</summary>
    private readonly struct Key(StructValue value, string structure, EquatableArray<long> outer, int start, int depth) : IEquatable<Key>
    {
        private readonly StructValue _value = value;
        private readonly (string, EquatableArray<long>, int, int) _place = (structure, outer, start, depth);

        public bool Equals(Key other) => ReferenceEquals(_value, other._value) && _place.Equals(other._place);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode() => unchecked((RuntimeHelpers.GetHashCode(_value) * 31) + _place.GetHashCode());
    }
}

/// <summary>A structure as bytes.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Scope">What is known of its fields.</param>
/// <param name="Problem">Why the bytes mean nothing; null where they do.</param>
internal sealed record Written(byte[] Bytes, WalkScope Scope, WriteProblem? Problem);
