namespace Samples.DeviceLink;

/// <summary>What a device does with news from its server.</summary>
internal sealed class Screen(Narrator narrator) : DeviceLinkClientHandler
{
    public override ValueTask OnNotice(Notice message, DeviceLinkClient client)
    {
        narrator.Say("client", $"notice of level {message.Level}: {message.Text}");
        return default;
    }
}
