using System.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Trading.Application.Realtime;
using Trading.Application.Telemetry;
using Trading.Domain.Accounts;

namespace Trading.Integrations.Realtime;

/// <summary>Pushes over the SignalR service.</summary>
internal sealed partial class SignalRPush(SignalRHub hub, TimeProvider clock, ILogger<SignalRPush> logger) : IPush
{
    public async Task ToUserAsync(UserId user, string message, object payload, CancellationToken cancellationToken)
    {
        using var activity = RealtimeTelemetry.Source.StartActivity($"push {message}", ActivityKind.Producer);
        var tag = new KeyValuePair<string, object?>("message", message);
        try
        {
            var context = await hub.OpenAsync(cancellationToken);
            await context.Clients.User(user.Value).SendAsync(message, payload, cancellationToken).WaitAsync(SignalRHub.Limit, clock, cancellationToken);
            RealtimeTelemetry.Sent.Add(1, tag);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            // The edge of what a push may break: whatever went wrong out there, the caller's work is done and stays done.
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            RealtimeTelemetry.Failed.Add(1, tag);
            LogFailed(error, message, user);
        }
    }

    [LoggerMessage(6101, LogLevel.Warning, "The message {Message} did not reach the pages of user {UserId}")]
    private partial void LogFailed(Exception error, string message, UserId userId);
}
