using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>A field together with everything its emission needs to know.</summary>
internal sealed class MessageField(Field model, MessageSource source)
{
    /// <summary>The model.</summary>
    public Field Field => model;

    /// <summary>How its type is said in C#.</summary>
    public TypeEmitter Type { get; } = TypeEmitter.For(model.Type, CSharpNames.Namespace(source.Namespace));

    /// <summary>What errors call it.</summary>
    public FieldNames Names { get; } = new(source.Message.Name, model.Property ?? model.Name);

    /// <summary>The record's and the view's property.</summary>
    public string Property => model.Property ?? "";

    /// <summary>Whether the user gives its value.</summary>
    public bool IsSettable => model.Property is not null && model.Constant is null;

    /// <summary>A local variable for its value.</summary>
    public string Local => CSharpNames.Local(Property);

    /// <summary>Its value on the message being encoded, or its constant.</summary>
    public string Value => model.Constant is null ? $"message.{Property}" : Type.Literal(model.Constant);

    /// <summary>The comment above its read or write.</summary>
    public string Comment => $"// {model.Name}: {Type.Format}";
}
