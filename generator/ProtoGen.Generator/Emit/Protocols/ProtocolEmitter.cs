namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>The code of a protocol as a whole: framing, server, client.</summary>
internal static class ProtocolEmitter
{
    public static EmittedFile Emit(ProtocolSource source)
    {
        var writer = new SourceWriter();
        FileHeader.Write(writer, source.SchemaFile, source.Namespace, source.UsesDeprecated);
        FramingEmitter.Write(writer, source);
        RepliesEmitter.Write(writer, source);
        ProfileEmitter.WriteType(writer, source);
        ServerEmitter.Write(writer, source);
        ClientEmitter.Write(writer, source);
        return new($"{source.Namespace.Replace("@", "")}.{source.Name}Protocol.g.cs", writer.ToString());
    }
}
