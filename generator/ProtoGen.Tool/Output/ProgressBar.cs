using Spectre.Console;

namespace ProtoGen.Tool.Output;

/// <summary>A bar for what takes long, where somebody watches: never where the output is no terminal.</summary>
internal sealed class ProgressBar(Terminal terminal)
{
    /// <summary>Whether there is a bar for so much work.</summary>
    public bool IsShown(long amount, long worth) => terminal.IsInteractive && amount >= worth;

    /// <summary>Works, under a bar where there is so much to do that it is worth one.</summary>
    /// <param name="what">What is done, in a word.</param>
    /// <param name="amount">How much there is to do.</param>
    /// <param name="worth">From how much on a bar is shown.</param>
    /// <param name="work">Does it; tells how much more is done.</param>
    public T Show<T>(string what, long amount, long worth, Func<Action<double>, T> work) => IsShown(amount, worth)
        ? terminal.Rich.Progress().Start(context => work(context.AddTask(what, maxValue: amount).Increment))
        : work(_ => { });
}
