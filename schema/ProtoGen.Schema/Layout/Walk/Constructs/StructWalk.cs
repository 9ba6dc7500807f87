using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk.Constructs;

/// <summary>A struct in place: a scope of its own, with what it takes from the one around it.</summary>
internal static class StructWalk
{
    public static FieldValue? Read(StructType type, ReadPlace at)
    {
        var scope = new WalkScope(at.Input.Context.Structures[type.Structure], at.Scope.Arguments(type), at.Scope, type.Level);
        if (scope.IsTooDeep) return at.Fail("stands too deep inside itself");

        var values = new List<VectorValue>();
        if (!StructureWalk.Read(scope, at.Input, at.End, values)) return null;
        at.Entry.Inside = scope;
        return new StructValue(values.ToEquatableArray());
    }

    public static void Write(StructType type, StructValue value, WritePlace at)
    {
        var (session, start) = (at.Session, at.Output.Position);
        var source = new WalkScopeSource(session.Context.Structures[type.Structure], at.Scope.Walked.Arguments(type), at.Scope.Walked, type.Level);
        var scope = source.Open();
        if (scope.IsTooDeep)
        {
            at.Fail("stands too deep inside itself");
            return;
        }

        Written Write() => StructureWriter.Write(session, source, value.Fields, start);
        var written = session.Remember(value, type.Structure, source.Outer, start, scope.Depth, Write);
        if (written.Problem is { } problem) at.Scope.Fail(at.Path + "." + problem.Path, problem.Text);
        at.Entry.Inside = written.Scope;
        at.Output.Add(written.Bytes);
    }
}
