using System.Collections;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ProtoGen.Benchmarks;

/// <summary>Counts the objects that can be reached from one, by type: what of it there is once a connection is its part of the cost.</summary>
internal sealed class HeapByType
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<object> _open = new();
    private readonly Dictionary<Type, FieldInfo[]> _fields = [];
    private readonly Dictionary<Type, (int Count, long Bytes)> _types = [];

    public static HeapByType Of(object root)
    {
        var heap = new HeapByType();
        heap.Add(root);
        while (heap._open.TryPop(out var next)) heap.Visit(next);
        return heap;
    }

    /// <summary>Objects and bytes of each type that there is at least every second time.</summary>
    public IEnumerable<(string Name, double Objects, double Bytes)> Each(int times) => _types
        .Where(type => type.Value.Count >= times / 2 || type.Value.Bytes >= 8L * times)
        .OrderByDescending(type => type.Value.Bytes)
        .Select(type => (NameOf(type.Key), (double)type.Value.Count / times, (double)type.Value.Bytes / times));

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.IsNested ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;

    private void Visit(object value)
    {
        var type = value.GetType();
        ref var counted = ref CollectionsMarshal.GetValueRefOrAddDefault(_types, type, out _);
        counted = (counted.Count + 1, counted.Bytes + SizeOf(value, type));
        if (value is string) return;
        if (type.IsArray)
        {
            if (RuntimeHelpersOf(type.GetElementType()!)) foreach (var element in (IEnumerable)value) Follow(type.GetElementType()!, element);
            return;
        }

        foreach (var field in FieldsOf(type)) Follow(field.FieldType, field.GetValue(value));
    }

    // What reflection knows is no part of a connection, and the inside of a boxed structure stands in its owner.
    private void Follow(Type declared, object? value)
    {
        if (value is null or MemberInfo or Module or Assembly or Pointer) return;
        if (!declared.IsValueType) Add(value);
        else foreach (var field in FieldsOf(value.GetType())) Follow(field.FieldType, field.GetValue(value));
    }

    private void Add(object value)
    {
        if (_seen.Add(value)) _open.Push(value);
    }

    private FieldInfo[] FieldsOf(Type type)
    {
        if (_fields.TryGetValue(type, out var known)) return known;
        var found = new List<FieldInfo>();
        for (var level = type; level is not null; level = level.BaseType) found.AddRange(level.GetFields(Declared).Where(field => RuntimeHelpersOf(field.FieldType)));
        return _fields[type] = [.. found];
    }

    // Whether there may be references in it.
    private static bool RuntimeHelpersOf(Type type) => !type.IsPrimitive && !type.IsEnum && !type.IsPointer && !type.IsByRefLike && type != typeof(IntPtr) && type != typeof(UIntPtr);

    // The size stands in the method table, of arrays and text that of an element as well.
    private static long SizeOf(object value, Type type)
    {
        var table = type.TypeHandle.Value;
        var size = (long)Marshal.ReadInt32(table, 4);
        if (value is string text) size += 2 * text.Length;
        else if (value is Array array) size += (long)(ushort)Marshal.ReadInt16(table) * array.Length;
        return (size + 7) & ~7;
    }
}
