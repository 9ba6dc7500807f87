using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ProtoGen.Runtime.Tests.Telemetry;

/// <summary>Tests that listen to what the whole process measures, one at a time and without others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Listening
{
    public const string Name = "Listening";
}

/// <summary>One value that was measured, with its attributes.</summary>
internal sealed record Measured(string Instrument, double Value, Dictionary<string, object?> Tags)
{
    public object? Tag(string name) => Tags.GetValueOrDefault(name);
}

/// <summary>Keeps all that the meter says about one server or client.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly ConcurrentQueue<Measured> _all = new();
    private readonly MeterListener _listener = new();

    public Measurements(string owner)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ProtoGenTelemetry.MeterName) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();

        void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var named = new Dictionary<string, object?>();
            foreach (var tag in tags) named.Add(tag.Key, tag.Value);
            if (tags.IsEmpty || Equals(named.GetValueOrDefault("protogen.owner"), owner)) _all.Enqueue(new(instrument.Name, value, named));
        }
    }

    public IReadOnlyCollection<Measured> All => _all;

    public double Sum(string instrument, string? tag = null, object? value = null) =>
        _all.Where(measured => measured.Instrument == instrument && (tag is null || Equals(measured.Tag(tag), value))).Sum(measured => measured.Value);

    public IReadOnlyList<Measured> Of(string instrument) => [.. _all.Where(measured => measured.Instrument == instrument)];

    /// <summary>What an instrument that is looked at says now.</summary>
    public double Observe(string instrument)
    {
        var before = Sum(instrument);
        _listener.RecordObservableInstruments();
        return Sum(instrument) - before;
    }

    public void Dispose() => _listener.Dispose();
}
