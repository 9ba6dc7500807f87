using System.Collections;
using System.Runtime.CompilerServices;

namespace ProtoGen;

/// <summary>A list or bytes in a message. <c>default</c> is empty; equality is by elements; <c>[1, 2, 3]</c>, arrays and memory convert.</summary>
/// <typeparam name="T">The element.</typeparam>
/// <param name="items">The elements; not copied, so they must not be changed afterwards.</param>
[CollectionBuilder(typeof(WireList), nameof(WireList.Create))]
public readonly struct WireList<T>(ReadOnlyMemory<T> items) : IReadOnlyList<T>, IEquatable<WireList<T>>
{
    /// <summary>The number of elements.</summary>
    public int Count => items.Length;

    /// <summary>The element at an index.</summary>
    /// <exception cref="IndexOutOfRangeException">There is none.</exception>
    public T this[int index] => items.Span[index];

    /// <summary>The elements.</summary>
    public ReadOnlySpan<T> Span => items.Span;

    /// <summary>The elements, to be kept.</summary>
    public ReadOnlyMemory<T> Memory => items;

    /// <summary>Enumerates without allocating.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => items.Span.GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(WireList<T> other) => Span.SequenceEqual(other.Span, null);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is WireList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        if (typeof(T) == typeof(byte)) hash.AddBytes(Unsafe.BitCast<ReadOnlyMemory<T>, ReadOnlyMemory<byte>>(items).Span);
        else foreach (var item in Span) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>The number of elements, for the debugger and records' text.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{Count}]");

    IEnumerator<T> IEnumerable<T>.GetEnumerator()
    {
        for (var index = 0; index < items.Length; index++) yield return items.Span[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    /// <summary>Wraps an array without copying.</summary>
    public static implicit operator WireList<T>(T[] items) => new(items);

    /// <summary>Wraps memory without copying.</summary>
    public static implicit operator WireList<T>(ReadOnlyMemory<T> items) => new(items);

    /// <summary>Compares by elements.</summary>
    public static bool operator ==(WireList<T> left, WireList<T> right) => left.Equals(right);

    /// <summary>Compares by elements.</summary>
    public static bool operator !=(WireList<T> left, WireList<T> right) => !left.Equals(right);
}

/// <summary>Makes <see cref="WireList{T}"/>s from collection expressions.</summary>
public static class WireList
{
    /// <summary>Copies the elements.</summary>
    public static WireList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
}
