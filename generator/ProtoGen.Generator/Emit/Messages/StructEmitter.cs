using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>All that the code of one struct depends on.</summary>
/// <param name="SchemaFile">The schema's file name, without its folder.</param>
/// <param name="Namespace">The namespace of the emitted code.</param>
/// <param name="Structure">The struct.</param>
/// <param name="Types">The types that its fields refer to.</param>
internal sealed record StructSource(string SchemaFile, string Namespace, Structure Structure, ReferredTypes Types);

/// <summary>One struct: a record to hold, a codec for whoever it stands in, a view to read it in place.</summary>
internal static class StructEmitter
{
    /// <summary>Emits the file of one struct.</summary>
    public static EmittedFile Emit(StructSource source)
    {
        var plan = new BodyPlan(new(source.Namespace, source.Structure, source.Types, IsMessage: false, default));
        var writer = new SourceWriter();

        FileHeader.Write(writer, source.SchemaFile, source.Namespace, source.Structure.Fields);
        WireTable.WriteDocumentation(writer, plan);
        var kind = plan.IsClass ? "public sealed partial record" : "public readonly partial record struct";
        if (plan.Image is not null) writer.Line(RuntimeNames.ImageLayout);
        using (writer.Open($"{kind} {plan.Name} : {StructMembersEmitter.Interface(plan)}"))
        {
            RecordEmitter.WriteProperties(writer, plan);
            RecordEmitter.WriteEquality(writer, plan);
            StructMembersEmitter.Write(writer, plan);
            CodecEmitter.Write(writer, plan);
            WireFacts.Write(writer, plan);
            ViewEmitter.Write(writer, plan);
        }

        return new($"{source.Namespace}.{plan.Name}.g.cs", writer.ToString());
    }
}
