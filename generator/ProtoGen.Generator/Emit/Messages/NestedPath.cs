using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>A value inside a struct: <c>head.flags.urgent</c>.</summary>
internal static class NestedPath
{
    /// <summary>The <c>long</c> at the end of a path.</summary>
    /// <param name="plan">The body that names it.</param>
    /// <param name="field">The struct.</param>
    /// <param name="own">The path.</param>
    /// <param name="expression">The struct, as a view or as a record.</param>
    /// <param name="isView">Whether it is a view.</param>
    public static string Number(BodyPlan plan, MessageField field, OwnValue own, string expression, bool isView)
    {
        var type = field.Field.Type;
        for (var index = 1; index < own.Path.Count; index++)
        {
            if (type is BitsFieldType bits)
            {
                var emitter = new BitsFieldEmitter(bits, plan.Scope);
                return emitter.PartNumber(emitter.Number(expression)!, own.Path[index]);
            }

            var structure = plan.Source.Types.Structures.First(known => known.Name == ((StructType)type).Structure);
            var inner = structure.Fields.First(known => known.Name == own.Path[index]);
            type = inner.Type;
            if (!isView && inner.Constant is IntegerValue constant) return constant.ToString();
            if (inner.Property is null || (!isView && inner.Derivation is not null))
                throw new NotSupportedException($"{plan.Name} depends on {own}, which has no property.");
            expression = inner.Presence is null ? $"{expression}.{inner.Property}" : $"{expression}.{inner.Property}.GetValueOrDefault()";
        }

        return TypeEmitter.For(type, plan.Scope, default, "").Number(expression) ?? throw new NotSupportedException($"{plan.Name}.{own} is no number.");
    }
}
