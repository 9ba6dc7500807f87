using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProtoGen;
using Samples.DeviceLink;

namespace Samples.DeviceLinkService;

/// <summary>Asks the server for the time every five seconds; a failure is a line in the log, and the client connects again by itself.</summary>
internal sealed partial class TimeKeeper(DeviceLinkClient client, ILogger<TimeKeeper> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), TimeProvider.System);
        do
        {
            try
            {
                var reply = await client.GetDateTimeAsync(cancel: stoppingToken);
                Told(reply.Text);
            }
            catch (ConnectionException exception)
            {
                NotTold(exception.Reason, exception.Delivery);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1, LogLevel.Information, "The server's time is {Time}")]
    private partial void Told(string time);

    [LoggerMessage(2, LogLevel.Warning, "The server did not tell the time: {Reason}, {Delivery}")]
    private partial void NotTold(DisconnectReason reason, Delivery delivery);
}
