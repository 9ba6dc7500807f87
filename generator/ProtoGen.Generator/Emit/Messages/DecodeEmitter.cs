using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary><c>TryDecode</c>: a whole body becomes a record.</summary>
internal static class DecodeEmitter
{
    public static void Write(SourceWriter writer, BodyPlan plan)
    {
        writer.Line("/// <summary>Reads a whole body. Never throws.</summary>");
        using (writer.Open($"public static bool TryDecode({Bytes} body, out {plan.Name} message, out {DecodeError} error)"))
        {
            if (plan.IsImage)
            {
                using (writer.Open("if (View.TryCheck(body, out error))"))
                {
                    writer.Line("error = default;");
                    WriteImage(writer);
                }

                writer.Space();
            }
            else
            {
                writer.Line($"if ({(plan.IsCheckedAlone ? "View.TryCheck(body, out error)) return View.TryRead(body, " : "View.TryParse(body, out var view, out error)) return view.TryToRecord(")}out message, out error);");
            }

            WriteNothing(writer);
        }

        writer.Space();
        WriteWithoutError(writer, plan);
    }

    /// <summary>An error has to be cleared where there is none, which takes longer than to copy a few numbers.</summary>
    private static void WriteWithoutError(SourceWriter writer, BodyPlan plan)
    {
        writer.Line("/// <summary>Reads a whole body, without saying why it cannot. Never throws.</summary>");
        var signature = $"public static bool TryDecode({Bytes} body, out {plan.Name} message)";
        if (!plan.IsImage || ParseEmitter.LooksAtValues(plan))
        {
            writer.Line($"{signature} => TryDecode(body, out message, out _);");
            return;
        }

        using var method = writer.Open(signature);
        using (writer.Open("if (body.Length == Wire.Size)")) WriteImage(writer);
        writer.Space();
        WriteNothing(writer);
    }

    private static void WriteImage(SourceWriter writer)
    {
        writer.Line("View.Read(body, out message);");
        writer.Line("return true;");
    }

    private static void WriteNothing(SourceWriter writer)
    {
        writer.Line("message = default;");
        writer.Line("return false;");
    }
}
