using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>Measures and writes a field inside its bound.</summary>
internal static class BoundWriter
{
    public static void Write(WriteScope scope, PlannedVariable part, Bound bound, bool measured, Action content)
    {
        var (writer, position) = (scope.Writer, scope.Position);
        var (names, name) = (part.Field.Names, CSharpNames.Camel(part.Field.Id) + (position == "position" ? "" : "Ahead"));
        switch (bound.Size)
        {
            case PrefixedSize { Prefix: var prefix }:
                writer.Line($"var {name}Prefix = {position};");
                scope.Advance(Literals.Number(prefix.Size));
                Filled();
                writer.Line(measured
                    ? $"{EncodeChecks}.Bound({position} - {name}Prefix - {prefix.Size}, {SizeCode.Limit(bound.Size, int.MaxValue)}, {names.Arguments});"
                    : $"{LengthPrefix}.WriteSize(body.Slice({name}Prefix), {SizeCode.PrefixArguments(prefix)}, position - {name}Prefix - {prefix.Size});");
                break;
            case VarintPrefixedSize when measured:
                writer.Line($"var {name}Prefix = {position};");
                Filled();
                scope.Advance($"{Varint}.GetSize((ulong)({position} - {name}Prefix))");
                break;
            case VarintPrefixedSize:
                // The bytes of the prefix depend on what it announces: it is written first to one byte, and moved where that was too few.
                writer.Line($"var {name}Prefix = position;");
                scope.Advance("1");
                Filled();
                scope.MoveTo($"{VarintPrefix}.Insert(body, {name}Prefix, position)");
                break;
            case FixedSize known:
                writer.Line($"var {name}Prefix = {position};");
                Filled();
                if (measured) writer.Line($"{EncodeChecks}.Filled({position} - {name}Prefix, {known.Count}, {(bound.Trailing == Trailing.Error ? "true" : "false")}, {names.Arguments});");
                else if (bound.Trailing != Trailing.Error) writer.Line($"body[position..({name}Prefix + {known.Count})].Clear();");
                scope.MoveTo($"{name}Prefix + {known.Count}");
                break;
            case TerminatedSize { Terminator: var mark }:
                Filled();
                scope.Advance(measured ? Literals.Number(mark.Count) : $"{TerminatedBytes}.WriteTerminator({SizeCode.Mark(mark)}, body.Slice(position))");
                break;
            default:
                Filled();
                break;
        }

        void Filled()
        {
            content();
            if (part.KeepsLeftover) scope.Advance(measured ? $"message.{part.LeftoverMember}.Count" : $"{WireBytes}.Write(message.{part.LeftoverMember}, body.Slice(position))");
        }
    }
}
