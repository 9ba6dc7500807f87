using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>What a walk knows of one field of the structure it is in, while it reads or writes.</summary>
internal sealed class Walked(Field field)
{
    public Field Field { get; } = field;

    public bool IsPresent { get; set; }

    /// <summary>The offset of its first byte; padding before it left out.</summary>
    public int Start { get; set; }

    /// <summary>The offset behind its last byte.</summary>
    public int End { get; set; }

    /// <summary>The value on the wire, whatever it means.</summary>
    public FieldValue? Value { get; set; }

    /// <summary>The integer that its parts are cut from, and how; null where it is no bits field.</summary>
    public (BitsType Type, ulong Number)? Bits { get; set; }

    /// <summary>The elements, where it is a list.</summary>
    public int Count { get; set; }

    /// <summary>The struct it holds, where it holds one.</summary>
    public WalkScope? Inside { get; set; }

    /// <summary>See <see cref="HiddenNames.SpellingOf"/>; null where the spelling is the only one.</summary>
    public int? Spelling { get; set; }

    /// <summary>The bytes left over in its bound that are kept.</summary>
    public byte[] Trailing { get; set; } = [];

    /// <summary>The value as a number, an absent field counting as 0.</summary>
    public WireInteger Number => Bits is { } bits ? new(bits.Number) : Value is { } value ? Numbers.Of(value) ?? default : default;

    /// <summary>The value of a part, or of a field of the struct inside; 0 where there is none.</summary>
    public WireInteger Find(IEnumerable<string> path)
    {
        if (path.FirstOrDefault() is not { } name) return Number;
        if (Inside is { } scope) return scope[name].Find(path.Skip(1));
        if (Bits is not { } bits) return default;
        var part = bits.Type.Parts.First(known => known.Name == name);
        return new((bits.Number & part.Mask) >> part.Low);
    }
}
