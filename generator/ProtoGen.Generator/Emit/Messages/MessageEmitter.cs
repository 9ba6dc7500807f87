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
        using (writer.Open($"public readonly partial record struct {message.Name} : {Interface(source)}"))
        {
            RecordEmitter.WriteProperties(writer, plan);
            RecordEmitter.WriteEquality(writer, plan);
            if (message.SharedFault is { } fault) SharedFaultEmitter.WriteConversions(writer, plan, Place(source, fault));
            CodecMembersEmitter.Write(writer, plan, message.IsIdempotent);
            CodecEmitter.Write(writer, plan);
            WireFacts.Write(writer, source, plan);
            ViewEmitter.Write(writer, plan);
        }

        return new($"{source.Namespace}.{message.Name}.g.cs", writer.ToString());
    }

    private static string Interface(MessageSource source) => source.Message switch
    {
        { Role: MessageRole.Request } request => $"{RequestInterface}<{request.Name}, {request.Counterpart}>",
        { SharedFault: { } fault } message => SharedFaultEmitter.Interface(message.Name, Place(source, fault)),
        var message => $"{MessageInterface}<{message.Name}>",
    };

    // Inside a message the name might be that of a member.
    private static string Place(MessageSource source, string type) => $"global::{CSharpNames.Namespace(source.Namespace)}.{type}";
}
