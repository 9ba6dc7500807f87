using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using ProtoGen.Generator.Emit;

namespace ProtoGen.Generator.Pipeline;

/// <summary>Hands files and findings to the compiler. A failure costs one file and is named; it never takes the generator down.</summary>
internal sealed class Outputs(IncrementalGeneratorInitializationContext context)
{
    private readonly IncrementalValueProvider<HelpPages> _pages = context.AnalyzerConfigOptionsProvider.Select(HelpPages.Read).WithTrackingName(StepNames.Pages);

    public void Add<T>(IncrementalValuesProvider<T> sources, Func<T, string> schemaFile, Func<T, EmittedFile> emit) =>
        context.RegisterSourceOutput(sources.Combine(_pages), (output, pair) =>
        {
            try
            {
                var file = emit(pair.Left);
                output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                output.ReportDiagnostic(Finding.Unforeseen(schemaFile(pair.Left), exception).ToDiagnostic(pair.Right));
            }
        });

    public void Add(IncrementalValuesProvider<Finding> findings) =>
        context.RegisterSourceOutput(findings.Combine(_pages), (output, pair) => output.ReportDiagnostic(pair.Left.ToDiagnostic(pair.Right)));
}
