using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ProtoGen.Benchmarks.Codec;

/// <summary>Results as a Markdown table: times, beside the hand-tuned code of the same run.</summary>
internal sealed class Table
{
    private const string Yardstick = "hand-tuned";

    private readonly StringBuilder _text = new();

    public void Add(string message, IReadOnlyList<Measured> measured)
    {
        _text.Append(CultureInfo.InvariantCulture, $"\n**{message}**\n\n| | encode | decode | view | allocated by a decode |\n|---|--:|--:|--:|--:|\n");
        foreach (var candidate in measured.Select(one => one.Loop.Candidate).Distinct())
        {
            var bytes = Of(candidate, "decode")!.Bytes;
            _text.Append(CultureInfo.InvariantCulture, $"| {candidate} | {Cell("encode")} | {Cell("decode")} | {Cell("view")} | {bytes:N0} B |\n");

            string Cell(string operation) => Of(candidate, operation) is { } found
                ? string.Create(CultureInfo.InvariantCulture, $"{found.Nanoseconds:N2} ns ({found.Nanoseconds / Of(Yardstick, operation)!.Nanoseconds:N2} ×){(operation != "decode" && found.Bytes >= 1 ? $", {found.Bytes:N0} B" : "")}")
                : "–";
        }

        Measured? Of(string candidate, string operation) => measured.FirstOrDefault(one => one.Loop.Candidate == candidate && one.Loop.Operation == operation);
    }

    /// <summary>Prints all, and writes it into a file where one is named.</summary>
    public void Print(string? file)
    {
        var text = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors\n{_text}";
        Console.Write(text);
        if (file is not null) File.WriteAllText(file, text);
    }
}
