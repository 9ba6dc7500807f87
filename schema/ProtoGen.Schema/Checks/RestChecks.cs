using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>The rest of a body ends where a fixed number of bytes follows: nothing after it may vary.</summary>
internal static class RestChecks
{
    public static void Run(IEnumerable<BoundMessage> messages, DiagnosticBag diagnostics)
    {
        foreach (var message in messages)
        {
            BoundField? rest = null;
            foreach (var field in message.Fields.Where(field => field.Field is not null))
            {
                var isRest = field.Field!.Type.SizeRule() is RestSize;
                if (rest is not null && field.Field.Type.FixedSize is null)
                {
                    message.IsBroken = true;
                    var problem = isRest ? "is a second rest" : "has a size that varies";
                    diagnostics.Report(
                        Rules.RestNotLast,
                        field.Syntax.Type!.Whole.Span,
                        $"Field '{field.Field.Name}' of message '{message.SchemaName}' {problem} after '{rest.Field!.Name}', which " +
                        "takes the rest; only fields of fixed size may follow it");
                }

                if (isRest) rest ??= field;
            }
        }
    }
}
