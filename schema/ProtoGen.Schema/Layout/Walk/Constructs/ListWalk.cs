using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>Elements one after another: counted, measured in bytes, or until a mark.</summary>
internal static class ListWalk
{
    public static FieldValue? Read(ListType type, ReadPlace at)
    {
        var items = new List<FieldValue>();
        var isRead = type switch
        {
            { Size: TerminatedSize { Terminator: var mark } } => ReadUntil([.. mark], type, items, at),
            { InBytes: true } or { Size: RestSize } => ReadRegion(type, items, at),
            _ => ReadCounted(type, items, at),
        };
        at.Entry.Count = items.Count;
        return isRead ? new ListValue(items.ToEquatableArray()) : null;
    }

    private static bool ReadCounted(ListType type, List<FieldValue> items, ReadPlace at)
    {
        if (SizeWalk.Read(type.Size, at) is not { } count) return false;

        // Refused before anything is allocated, however many are promised.
        var least = (ulong)Math.Max(1, BodySizes.Min(type.Element));
        if ((ulong)at.Left / least < count)
        {
            var problem = $"has {count} elements of at least {least} bytes, but {at.Left} bytes are left";
            at.Fail(problem, $"{count} elements", $"{at.Left} bytes");
            if (at.End == at.Input.Bytes.Length) at.Input.MarkShort();
            return false;
        }

        var first = at.Position;
        while ((ulong)items.Count < count) if (!ReadElement(type, items, at, first)) return false;
        return true;
    }

    private static bool ReadRegion(ListType type, List<FieldValue> items, ReadPlace at)
    {
        if (SizeWalk.Find(type.Size, at) is not { } region) return false;

        var size = region.End - region.Start;
        if (type is { ElementAlign: 1, Element.FixedSize: { } each } && size % Math.Max(1, each) is not 0 and var remainder)
        {
            at.Fail($"has {size} bytes, {remainder} more than whole elements of {each} take", $"a multiple of {each}", size);
            return false;
        }

        while (at.Position < region.End) if (!ReadElement(type, items, at with { End = region.End }, region.Start)) return false;
        return true;
    }

    private static bool ReadUntil(byte[] mark, ListType type, List<FieldValue> items, ReadPlace at)
    {
        var first = at.Position;
        while (at.Left < mark.Length || !Marks.StandsAt(at.Input.Bytes, mark, at.Position))
        {
            if (at.Left >= mark.Length)
            {
                if (!ReadElement(type, items, at, first)) return false;
                continue;
            }

            at.Fail("has no end: the bytes that end it do not follow");
            if (at.End == at.Input.Bytes.Length) at.Input.MarkShort();
            return false;
        }

        at.Input.Position += mark.Length;
        return true;
    }

    private static bool ReadElement(ListType type, List<FieldValue> items, ReadPlace at, int first)
    {
        if (items.Count > 0 && !FillingWalk.Step(type, first, at)) return false;
        var start = at.Position;
        at.Input.Enter(items.Count);
        var slot = at.Input.BeginTrace(null, type.Element);
        var value = TypeWalk.Read(type.Element, at with { IsLenient = false });
        if (value is not null && at.Position == start) value = at.Fail("takes no bytes, so that there is no end to such elements");
        if (value is null) return false;

        at.Input.EndTrace(slot, start, value, value);
        at.Input.Leave();
        items.Add(value);
        return true;
    }

    public static void Write(ListType type, ListValue value, WritePlace at)
    {
        switch (type)
        {
            case { Size: TerminatedSize { Terminator: var mark } }:
                WriteUntil([.. mark], type, value, at);
                break;
            case { InBytes: true } or { Size: RestSize }:
                SizeWalk.Write(type.Size, SizeWalk.Compose(type.Size, at, place => WriteElements(type, value, place)), at);
                break;
            default:
                SizeWalk.Announce(type.Size, value.Items.Count, at);
                WriteElements(type, value, at);
                break;
        }

        // Last: an element that is a list itself has left its own count here.
        at.Entry.Count = value.Items.Count;
    }

    private static void WriteUntil(byte[] mark, ListType type, ListValue value, WritePlace at)
    {
        var content = new BodyOutput(at.Output.Position);
        var starts = WriteElements(type, value, at with { Output = content });
        byte[] bytes = [.. content.Bytes, .. mark];
        if (starts.Any(start => Marks.StandsAt(bytes, mark, start - content.Start)))
            at.Fail("has an element that begins with the bytes that end the list");
        at.Output.Add(bytes);
    }

    /// <summary>Writes the elements and says where each begins.</summary>
    private static List<int> WriteElements(ListType type, ListValue value, WritePlace at)
    {
        var starts = new List<int>(value.Items.Count);
        for (var index = 0; index < value.Items.Count; index++)
        {
            if (index > 0) at.Output.Add(new byte[Filling.To(type.ElementAlign, at.Output.Position - starts[0])]);
            starts.Add(at.Output.Position);
            TypeWalk.Write(type.Element, value.Items[index], at.At(index));
            if (at.Output.Position == starts[index]) at.At(index).Fail("takes no bytes, so that nobody could count it");
        }

        return starts;
    }
}
