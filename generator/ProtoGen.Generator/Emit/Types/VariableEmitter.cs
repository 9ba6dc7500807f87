namespace ProtoGen.Generator.Emit.Types;

/// <summary>Types whose size depends on the value.</summary>
internal abstract class VariableEmitter : TypeEmitter
{
    /// <summary>What a view remembers of the field: its type and the end of its name.</summary>
    public abstract (string Type, string Suffix) State { get; }

    /// <summary>The condition that takes the field from <c>position</c> on into a new local, or sets <c>error</c>.</summary>
    public abstract string Take(FieldNames names, string local);

    /// <summary>The expression of the view's property, given what the view remembers.</summary>
    public abstract string View(string state);

    /// <summary>The expression of the record's value; null where it can fail.</summary>
    public abstract string? Copy(string state);

    /// <summary>The expression of a value's bytes on the wire; refuses what the field cannot hold.</summary>
    /// <param name="value">The value.</param>
    /// <param name="bodyLimit">The largest body.</param>
    /// <param name="names">For the error.</param>
    public abstract string Measure(string value, int bodyLimit, FieldNames names);

    /// <summary>The expression that writes a value and yields the bytes written.</summary>
    public abstract string WriteVariable(string value, string destination);
}
