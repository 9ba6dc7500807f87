using System.Globalization;
using ProtoGen.LinkPeer;

// server PORT PUSHES-A-SECOND | client ENDPOINT; both end by themselves after two minutes, whatever becomes of who started them.
using var end = new CancellationTokenSource(TimeSpan.FromMinutes(2));
await (args switch
{
    ["server", var port, var pushes] => ServingPeer.Run(port, int.Parse(pushes, CultureInfo.InvariantCulture), end.Token),
    ["client", var endpoint] => CallingPeer.Run(endpoint, end.Token),
    _ => throw new ArgumentException("server PORT PUSHES-A-SECOND | client ENDPOINT"),
});
