using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>One message: a record to hold, a codec to read and write it, a view to read it in place.</summary>
internal static class MessageEmitter
{
    /// <summary>Emits the file of one message.</summary>
    public static EmittedFile Emit(MessageSource source)
    {
        var message = source.Message;
        var plan = new BodyPlan(BodySource.Of(source));
        var writer = new SourceWriter();

        FileHeader.Write(writer, source.SchemaFile, source.Namespace, source.UsesDeprecated || plan.Structure.Fields.Any(field => field.Life.Deprecated is not null));
        WireTable.WriteDocumentation(writer, message, plan);
        ObsoleteMark.Write(writer, message.Life.Deprecated);
        if (plan.Image is not null) writer.Line(RuntimeNames.ImageLayout);
        using (writer.Open($"public readonly partial record struct {message.Name} : {Interface(message)}"))
        {
            RecordEmitter.WriteProperties(writer, plan);
            RecordEmitter.WriteEquality(writer, plan);
            CodecMembersEmitter.Write(writer, plan, message.IsIdempotent);
            CodecEmitter.Write(writer, plan);
            WireFacts.Write(writer, source, plan);
            ViewEmitter.Write(writer, plan);
        }

        return new($"{source.Namespace}.{message.Name}.g.cs", writer.ToString());
    }

    private static string Interface(Message message) => message.Role == MessageRole.Request
        ? $"{RequestInterface}<{message.Name}, {message.Counterpart}>"
        : $"{MessageInterface}<{message.Name}>";
}
