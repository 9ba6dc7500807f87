using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Types;

/// <summary>A value in whose prefix one number means that there is nothing at all: null.</summary>
/// <param name="inner">The value that is there.</param>
/// <param name="prefix">The prefix.</param>
/// <param name="none">The number.</param>
/// <param name="countsElements">Whether the prefix counts elements.</param>
internal sealed class NullableEmitter(TypeEmitter inner, IntegerType prefix, WireInteger none, bool countsElements) : TypeEmitter
{
    private string Arguments => $"{SizeCode.PrefixArguments(prefix)}, {SwitchEmitters.Key(unchecked((long)none.Bits))}";

    public override string CSharpType => inner.CSharpType + "?";

    public override string ViewType => inner.ViewType;

    public override bool IsViewRef => true;

    public override bool IsClass => inner.IsClass;

    public override bool IsNullable => true;

    public override string Format => $"{inner.Format}; {none} means null";

    public override int? Size => null;

    public override (string Type, string Suffix) State => inner.State;

    /// <summary>The condition that the value is not null.</summary>
    public override string? HasValue(string state) => $"{state}.Start >= 0";

    public override string CountOf(string state) => $"({state}.Start >= 0 ? {inner.CountOf(state)} : 0)";

    public override void Take(ReadScope scope, FieldNames names, string local, bool declare)
    {
        if (declare) scope.Writer.Line($"{State.Type} {local};");
        using (scope.Writer.Open($"if ({NullPrefix}.TryTake({scope.Body}, {Arguments}, ref position))"))
            scope.Writer.Line($"{local} = {NullPrefix}.{(State.Type == WireItems ? "NoItems" : "NoRange")};");
        using (scope.Writer.Open("else"))
            inner.Take(scope, names, local, declare: false);
        scope.Writer.Space();
    }

    public override string View(ReadScope scope, string state) => $"({HasValue(state)} ? {inner.View(scope, state)} : default)";

    public override string Copy(ReadScope scope, FieldNames names, string state, string local)
    {
        scope.Writer.Line($"{CSharpType} {local}OrNull = null;");
        using (scope.Writer.Open($"if ({HasValue(state)})"))
            scope.Writer.Line($"{local}OrNull = {inner.Copy(scope, names, state, local)};");
        scope.Writer.Space();
        return $"{local}OrNull";
    }

    public override void Measure(WriteScope scope, FieldNames names, string value)
    {
        using (scope.Writer.Open($"if ({value} is null)"))
            scope.Advance(Literals.Number(prefix.Size));
        using (scope.Writer.Open("else"))
        {
            if (countsElements)
            {
                inner.Measure(scope, names, Given(value));
                scope.Writer.Line($"{EncodeChecks}.NotNone({Given(value)}.Count, {SwitchEmitters.Key(unchecked((long)none.Bits))}, {names.Arguments});");
            }
            else
            {
                scope.Writer.Line($"var before = {scope.Position};");
                inner.Measure(scope, names, Given(value));
                scope.Writer.Line($"{EncodeChecks}.NotNone({scope.Position} - before - {prefix.Size}, {SwitchEmitters.Key(unchecked((long)none.Bits))}, {names.Arguments});");
            }
        }

        scope.Writer.Space();
    }

    public override void Encode(WriteScope scope, FieldNames names, string value)
    {
        using (scope.Writer.Open($"if ({value} is null)"))
            scope.Advance($"{NullPrefix}.Write(body.Slice(position), {Arguments})");
        using (scope.Writer.Open("else"))
            inner.Encode(scope, names, Given(value));
        scope.Writer.Space();
    }

    public override string Literal(FieldValue value) => inner.Literal(value);

    private string Given(string value) => inner.IsClass ? $"{value}!" : $"{value}.GetValueOrDefault()";
}
