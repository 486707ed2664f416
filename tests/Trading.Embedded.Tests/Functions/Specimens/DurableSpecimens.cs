using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Tests.Functions.Specimens;

/// <summary>An orchestration with its activity and who starts it.</summary>
public sealed class DurableSpecimens(Notes notes)
{
    [Function("StartSum")]
    public static async Task<string> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sum/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client, string id, int upTo)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        await client.ScheduleNewOrchestrationInstanceAsync("Sum", new Range(1, upTo), new StartOrchestrationOptions(id), request.HttpContext.RequestAborted);
        var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, request.HttpContext.RequestAborted);
        return $"{ended.RuntimeStatus} {ended.SerializedOutput} {Activity.Current?.TraceId}";
    }

    [Function("Sum")]
    public static async Task<int> SumAsync([OrchestrationTrigger] TaskOrchestrationContext context, Range range)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(range);
        var sum = 0;
        for (var value = range.From; value <= range.To; value++)
            sum = await context.CallActivityAsync<int>("Add", new Pair(sum, value));
        return sum;
    }

    [Function("Add")]
    public int Add([ActivityTrigger] Pair pair, FunctionContext context, string instanceId)
    {
        ArgumentNullException.ThrowIfNull(pair);
        ArgumentNullException.ThrowIfNull(context);
        notes.Add($"{instanceId} {pair.Left}+{pair.Right} {context.FunctionDefinition.Name} {Activity.Current?.TraceId}");
        return pair.Right == 13 ? throw new InvalidOperationException("unlucky") : pair.Left + pair.Right;
    }

    /// <summary>From and to, both included.</summary>
    public sealed record Range(int From, int To);

    /// <summary>Two numbers.</summary>
    public sealed record Pair(int Left, int Right);
}
