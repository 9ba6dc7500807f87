using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Starting;

/// <summary>How schemas are called: a build sees no others.</summary>
internal static class SchemaName
{
    public const string Extension = ".protogen.yaml";

    /// <summary>The file that is meant by what was typed: <c>chat</c> is <c>chat.protogen.yaml</c>.</summary>
    /// <exception cref="UsageException">It ends in something else.</exception>
    public static FileInfo Complete(FileInfo typed)
    {
        if (typed.Name == Extension) throw new UsageException($"{typed} has no name before {Extension} that a protocol could be called after; call it name{Extension}.");
        if (typed.Name.EndsWith(Extension, StringComparison.Ordinal)) return typed;
        if (!typed.Name.Contains('.', StringComparison.Ordinal)) return new(typed + Extension);
        throw new UsageException($"{typed} does not end in {Extension}, so no build would see it; call it {Path.ChangeExtension(typed.ToString(), null)}{Extension}.");
    }
}
