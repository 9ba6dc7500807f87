using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ProtoGen.Generator.Emit;

namespace ProtoGen.Generator.Pipeline;

/// <summary>Hands emitted files to the compiler. A failure costs one file and is named; it never takes the generator down.</summary>
internal static class Emission
{
    public static void Add(SourceProductionContext output, string schemaFile, Func<EmittedFile> emit)
    {
        try
        {
            var file = emit();
            output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            output.ReportDiagnostic(Finding.Unforeseen(schemaFile, exception).ToDiagnostic());
        }
    }
}
