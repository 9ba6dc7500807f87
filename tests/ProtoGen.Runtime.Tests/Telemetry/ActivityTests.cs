using System.Collections.Concurrent;
using System.Diagnostics;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Telemetry;

[Collection(Listening.Name)]
public sealed class ActivityTests
{
    private readonly ConcurrentQueue<Activity> _stopped = new();

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ProtoGenTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    [Fact]
    public void A_handler_runs_in_an_activity_of_its_own_that_ends_with_it()
    {
        var source = new TaskCompletionSource<GetDateTimeReply>();
        Activity? inside = null;
        var engine = Engine.Server(new Waiting(async () =>
        {
            await Task.Yield();
            inside = Activity.Current;
            return await source.Task;
        }));
        using var outer = new Activity("outer").Start();
        using var listener = Listen();
        engine.Receive(Frames.Join(Frames.Register(), Frames.GetDateTime));
        Assert.Same(outer, Activity.Current);
        Assert.Equal(["Register"], _stopped.Select(activity => activity.OperationName));
        source.SetResult(Answers.Time(""));
        Assert.True(SpinWait.SpinUntil(() => _stopped.Count == 2, Engine.Deadline));
        var last = _stopped.Last();
        Assert.Equal(("GetDateTime", ActivityKind.Server, null), (last.OperationName, last.Kind, last.Parent));
        Assert.Same(last, inside);
    }

    [Fact]
    public void A_handler_that_throws_leaves_its_error_on_the_activity()
    {
        var engine = Engine.Server(new Waiting(() => throw new FormatException("no")));
        using var listener = Listen();
        engine.Receive(Frames.Join(Frames.Register(), Frames.GetDateTime));
        var last = _stopped.Last();
        Assert.Equal((ActivityStatusCode.Error, "System.FormatException"), (last.Status, last.GetTagItem("error.type")));
    }

    [Fact]
    public async Task A_request_of_a_client_is_an_activity_under_that_of_its_caller()
    {
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0");
        await server.StartAsync();
        await using var client = TestClients.Create([$"tcp://{server.Endpoints[0]}"]);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        using var listener = Listen();
        using var caller = new Activity("caller").Start();
        await client.GetDateTimeAsync();
        var request = Assert.Single(_stopped, activity => activity.Kind == ActivityKind.Client);
        Assert.Equal(("GetDateTime", caller.Id), (request.OperationName, request.ParentId));

        await server.StopAsync(TimeSpan.Zero);
        await client.DisposeAsync();
    }

    private sealed class Waiting(Func<Task<GetDateTimeReply>> answer) : DeviceLinkServerHandler
    {
        public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context) => new(Answers.Registered);

        public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context) => new(answer());

        public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context) => throw new NotSupportedException();
    }
}
