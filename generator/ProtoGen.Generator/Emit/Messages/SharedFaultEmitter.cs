using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>All that the code of a protocol's fault depends on.</summary>
/// <param name="SchemaFile">The schema's file name, without its folder.</param>
/// <param name="Namespace">The namespace of the emitted code.</param>
/// <param name="Fault">The fault.</param>
/// <param name="Types">The types that its fields refer to.</param>
internal sealed record SharedFaultSource(string SchemaFile, string Namespace, SharedFault Fault, ReferredTypes Types);

/// <summary>The record of a fault that any request may get: what callers catch and handlers throw. On the wire each request has a message of its own.</summary>
internal static class SharedFaultEmitter
{
    /// <summary>Emits the file of the record.</summary>
    public static EmittedFile Emit(SharedFaultSource source)
    {
        var plan = new BodyPlan(new(source.Namespace, source.Fault.Body, source.Types, IsMessage: false, default));
        var writer = new SourceWriter();

        FileHeader.Write(writer, source.SchemaFile, source.Namespace, source.Fault.Body.Fields);
        writer.Line(Xml.Summary(source.Fault.Doc, "What answers a request that failed."));
        writer.Line("/// <remarks>Calls throw it in an exception; handlers answer with it, or throw such an exception. On the wire it has an id made of its request's.</remarks>");
        using (writer.Open($"public readonly partial record struct {plan.Name}"))
        {
            RecordEmitter.WriteProperties(writer, plan);
            RecordEmitter.WriteEquality(writer, plan);
        }

        return new($"{source.Namespace}.{plan.Name}.g.cs", writer.ToString());
    }

    /// <summary>Writes the ways between the fault of one request and the record of them all.</summary>
    public static void WriteConversions(SourceWriter writer, BodyPlan plan, string shared)
    {
        var values = string.Join(", ", plan.Stored.Select(field => $"{field.Member} = fault.{field.Member}"));
        writer.Space();
        writer.Line($$"""
            /// <summary>What it says, whichever request it answers.</summary>
            public static implicit operator {{shared}}({{plan.Name}} fault) => new() { {{values}} };

            /// <summary>Says it to this request.</summary>
            public static implicit operator {{plan.Name}}({{shared}} fault) => new() { {{values}} };
            """);
    }

    /// <summary>The interface of the fault of one request.</summary>
    public static string Interface(string name, string shared) => $"{FaultOf}<{name}, {shared}>";
}
