using System.Globalization;
using ProtoGen;
using ProtoGen.LinkPeer;

// server PORT PUSHES-A-SECOND TRANSPORT | client ENDPOINT; both end by themselves after two minutes, whatever becomes of who started them.
using var end = new CancellationTokenSource(TimeSpan.FromMinutes(2));
await (args switch
{
    ["server", var port, var pushes, var transport] =>
        ServingPeer.Run(port, int.Parse(pushes, CultureInfo.InvariantCulture), Enum.Parse<ServerTransport>(transport), end.Token),
    ["client", var endpoint] => CallingPeer.Run(endpoint, end.Token),
    _ => throw new ArgumentException("server PORT PUSHES-A-SECOND TRANSPORT | client ENDPOINT"),
});
