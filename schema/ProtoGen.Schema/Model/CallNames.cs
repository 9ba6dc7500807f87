namespace ProtoGen.Schema.Model;

/// <summary>The names of the members through which a message is said and heard; one place, for the checks and for the emitter.</summary>
public static class CallNames
{
    private static readonly string[] Sibilants = ["s", "x", "z", "ch", "sh"];

    /// <summary>Sends a request and waits for its reply.</summary>
    public static string Request(string message) => message + "Async";

    /// <summary>Sends a one-way message, waiting for room.</summary>
    public static string Send(string message) => $"Send{message}Async";

    /// <summary>Sends a one-way message without waiting.</summary>
    public static string TrySend(string message) => "TrySend" + message;

    /// <summary>Sends a one-way message to every client.</summary>
    public static string Broadcast(string message) => "Broadcast" + message;

    /// <summary>Sends a one-way message to the session of a key, waiting for room.</summary>
    public static string Push(string message) => $"Push{message}Async";

    /// <summary>Sends a one-way message to the session of a key without waiting.</summary>
    public static string TryPush(string message) => "TryPush" + message;

    /// <summary>Every one-way message that arrives: the English plural, as far as a name needs it.</summary>
    public static string Stream(string message)
    {
        if (Sibilants.Any(end => message.EndsWith(end, StringComparison.Ordinal))) return message + "es";
        var consonantY = message.Length > 1 && message.EndsWith("y", StringComparison.Ordinal) && !"aeiou".Contains(message[message.Length - 2]);
        return consonantY ? message.Substring(0, message.Length - 1) + "ies" : message + "s";
    }

    /// <summary>The type that holds one of several replies to a request.</summary>
    public static string Replies(string request) => request + "Replies";

    /// <summary>Handles a message.</summary>
    public static string Handler(string message) => "On" + message;
}
