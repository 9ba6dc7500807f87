using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ProtoGen.Framing;
using ProtoGen.Generator;

namespace ProtoGen.Fuzz.Generated;

/// <summary>Runs the generator over schemas, compiles what it emits, and loads it.</summary>
internal sealed class GeneratedCode : IDisposable
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Append(typeof(IMessage<>).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly AssemblyLoadContext _context = new(null, isCollectible: true);
    private readonly Assembly _assembly;

    private GeneratedCode(Stream image) => _assembly = _context.LoadFromStream(image);

    /// <summary>Compiles schemas side by side; each has a namespace of its own.</summary>
    public static GeneratedCode Compile(IEnumerable<string> schemas)
    {
        var texts = schemas.Select((text, index) => (AdditionalText)new SchemaText($"schema{index}.protogen.yaml", text)).ToArray();
        var empty = CSharpCompilation.Create(
            "Fuzz",
            [],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, checkOverflow: true));
        CSharpGeneratorDriver.Create([new ProtoGenGenerator().AsSourceGenerator()], texts, Options)
            .RunGeneratorsAndUpdateCompilation(empty, out var compilation, out var diagnostics);
        Assert.Empty(diagnostics);

        var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (result.Diagnostics.Any(found => found.Severity >= DiagnosticSeverity.Warning)) Assert.Fail(Describe(result.Diagnostics, compilation));
        image.Position = 0;
        return new(image);
    }

    /// <summary>The codec of a message.</summary>
    public IGeneratedMessage Message(string space, string name)
    {
        var type = _assembly.GetType($"{space}.{name}", throwOnError: true)!;
        return (IGeneratedMessage)Activator.CreateInstance(typeof(GeneratedMessage<>).MakeGenericType(type))!;
    }

    /// <summary>The framing of a protocol.</summary>
    public IGeneratedFraming Framing(string space, string protocol)
    {
        var type = _assembly.GetType($"{space}.{protocol}Framing", throwOnError: true)!;
        var header = type.GetInterfaces().Single(known => known.IsGenericType && known.GetGenericTypeDefinition() == typeof(IFraming<>)).GenericTypeArguments[0];
        return (IGeneratedFraming)Activator.CreateInstance(typeof(GeneratedFraming<,>).MakeGenericType(type, header))!;
    }

    public void Dispose() => _context.Unload();

    private static string Describe(IEnumerable<Diagnostic> diagnostics, Compilation compilation)
    {
        var first = diagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning).MaxBy(found => found.Severity)!;
        var line = first.Location.GetLineSpan().StartLinePosition.Line;
        var source = first.Location.SourceTree?.ToString().Split('\n') ?? [];
        return $"{first}\n{string.Join("\n", source.Skip(Math.Max(0, line - 12)).Take(40))}\n({compilation.SyntaxTrees.Count()} files)";
    }

    private sealed class SchemaText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}

/// <summary>A generated framing without its type.</summary>
internal interface IGeneratedFraming
{
    FrameStatus ReadHead(ReadOnlySpan<byte> input, out FrameHead head);
}

/// <summary>Static members are reached through a type parameter.</summary>
internal sealed class GeneratedFraming<TFraming, THeader> : IGeneratedFraming
    where TFraming : struct, IFraming<THeader>
    where THeader : struct
{
    public FrameStatus ReadHead(ReadOnlySpan<byte> input, out FrameHead head) => TFraming.ReadHead(input, TFraming.MaxFrameBytes, out head);
}

/// <summary>A generated message without its type.</summary>
internal interface IGeneratedMessage
{
    /// <summary>The record, or null and the error.</summary>
    object? Decode(byte[] body, out string error);

    byte[] Encode(object record);
}

/// <summary>Reflection cannot pass spans; a generic class can.</summary>
internal sealed class GeneratedMessage<T> : IGeneratedMessage where T : struct, IMessage<T>
{
    public object? Decode(byte[] body, out string error)
    {
        var isLegal = T.TryDecode(body, out var message, out var problem);
        error = isLegal ? "" : problem.ToString();
        return isLegal ? message : null;
    }

    public byte[] Encode(object record)
    {
        var message = (T)record;
        var body = new byte[T.GetSize(in message)];
        T.Encode(in message, body);
        return body;
    }
}
