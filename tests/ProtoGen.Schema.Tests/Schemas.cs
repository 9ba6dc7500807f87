using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests;

/// <summary>Small schemas around the piece a test is about.</summary>
internal static class Schemas
{
    public const string Head = "protocol: Chat\nnamespace: Samples.Chat\nframe:\n  layout:\n    length: u16 = bytes(id..body)\n    id: u8\n    body:\n";

    /// <summary>One message 'Login' with the fields given, a line each.</summary>
    public static string WithFields(params string[] fields) =>
        Head + "messages:\n  Login:\n    id: 1\n    from: client\n    fields:\n" + string.Concat(fields.Select(field => $"      {field}\n"));

    /// <summary>Compiles a schema that has nothing wrong with it.</summary>
    public static Protocol Compile(string schema)
    {
        var result = SchemaCompiler.Compile(schema);
        Assert.Empty(result.Diagnostics.Select(found => $"{found.Span.Line}: {found.Rule.Id} {found.Message}"));
        return result.Protocol!;
    }

    /// <summary>The one message of a schema with the fields given.</summary>
    public static Message Message(params string[] fields) => Compile(WithFields(fields)).Messages.Single();
}
