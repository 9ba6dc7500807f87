using System.CommandLine;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Verbs;

/// <summary>The verbs in the order of the help.</summary>
internal static class AllVerbs
{
    public static IEnumerable<Command> Of(Terminal terminal) =>
    [
        NewVerb.Create(terminal),
        CheckVerb.Create(terminal),
        FormatVerb.Create(terminal),
        DecodeVerb.Create(terminal),
        EncodeVerb.Create(terminal),
        TestVerb.Create(terminal),
        DiffVerb.Create(terminal),
        DocsVerb.Create(terminal),
        WiresharkVerb.Create(terminal),
        GenerateVerb.Create(terminal),
        ConnectVerb.Create(terminal),
        ServeVerb.Create(terminal),
    ];

    /// <summary>The argument that every verb begins with.</summary>
    public static Argument<FileInfo> Schema() => new("schema") { Description = "The schema, *.protogen.yaml." };
}
