using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>HTTP functions that don't end when they are told to, or give up by themselves.</summary>
public sealed class LateSpecimens(Notes notes)
{
    [Function("Late")]
    public async Task<string> LateAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "late")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        notes.Add("late begins");
        await notes.WaitAsync(all => all.Contains("late goes on"));
        return "late";
    }

    [Function("Next")]
    public async Task<string> NextAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "next")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        notes.Add("next begins");
        await notes.WaitAsync(all => all.Contains("next goes on"));
        return "next";
    }

    [Function("GivesUp")]
    public string GiveUp([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "gives-up")] HttpRequest request) =>
        throw new TaskCanceledException($"Another server was too slow for {request}.");
}
