using ProtoGen.Schema;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Tests.Comparing;

/// <summary>A change of a small schema, and frames that show whom it breaks.</summary>
/// <param name="Name">The change.</param>
/// <param name="Class">Whom it breaks.</param>
/// <param name="Old">The schema as it was, without its head.</param>
/// <param name="New">The schema as it is.</param>
/// <param name="OldFrame">What an old peer sends.</param>
/// <param name="NewFrame">What a new peer sends; what an old one does, where that is not said.</param>
public sealed record KnownChange(string Name, string Class, string Old, string New, string OldFrame, string? NewFrame = null)
{
    private const string Head = "protocol: Chat\nnamespace: Samples.Chat\n";
    private const string Frame = "frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }\n";

    /// <summary>A change of the fields of one message of the client, in the lines of its mapping; <paramref name="oldBody"/> and <paramref name="newBody"/> are hexadecimal digits.</summary>
    public static KnownChange OfFields(string name, string kind, string old, string now, string oldBody, string? newBody = null, string oldTypes = "", string? newTypes = null, string oldKeys = "", string? newKeys = null) =>
        new(name, kind, Message(old, oldTypes, oldKeys), Message(now, newTypes ?? oldTypes, newKeys ?? oldKeys), FrameOf(oldBody), newBody is null ? null : FrameOf(newBody));

    /// <summary>A frame of the usual layout with the id 1.</summary>
    public static string FrameOf(string body, int id = 1)
    {
        var bytes = Convert.FromHexString(body.Replace(" ", "", StringComparison.Ordinal));
        return $"{bytes.Length + 1:x4}{id:x2}{Convert.ToHexString(bytes)}";
    }

    public static Protocol Compile(string text)
    {
        var whole = Head + (text.Contains("frame:", StringComparison.Ordinal) ? "" : Frame) + text;
        var result = SchemaCompiler.Compile(text.StartsWith("protocol:", StringComparison.Ordinal) ? text : whole);
        Assert.Empty(result.Diagnostics.Where(found => found.Rule.Severity == Schema.Diagnostics.Severity.Error).Select(found => $"{found.Message}\n{whole}"));
        return result.Protocol!;
    }

    public override string ToString() => Name;

    private static string Message(string fields, string types, string keys) =>
        $"{types}\nmessages:\n  Say:\n    id: 1\n    from: client\n{string.Concat(keys.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(key => $"    {key}\n"))}    fields:\n"
        + string.Concat(fields.Split('\n').Select(field => $"      {field}\n"));
}
