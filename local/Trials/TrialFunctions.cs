using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using DurableTask.Core.Exceptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Trading.Local.Trials;

/// <summary>
/// A small app that leans on everything the trading system leans on: a timer sends a job a minute and a user sends some by HTTP; a
/// queue starts an orchestration for each; it calls activities, waits for a timer and for an event that comes back through another
/// process, and counts itself in a table by ETag. The journal hears what happens.
/// </summary>
internal sealed class TrialFunctions(TrialJournal journal, ServiceBusClient bus, TableServiceClient tables, TimeProvider clock)
{
    public const string JobsQueue = "jobs";
    public const string GatewayQueue = "gateway";
    public const string AnswersQueue = "answers";

    private const int MostAttempts = 12;

    // A failed activity is due to a fault, which does not strike for long.
    private static readonly TaskOptions Retry = new(new TaskRetryOptions(
        new RetryPolicy(MostAttempts, TimeSpan.FromSeconds(2), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(1))));

    private static readonly string[] OnceEver = [.. new[]
    {
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated,
    }.Select(status => status.ToString())];

    [Function("Tick")]
    public async Task TickAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        journal.Ticked(clock.GetUtcNow(), timer.IsPastDue, timer.ScheduleStatus?.Next);
        try
        {
            if (journal.NextJob() is { } job)
                await SendAsync(JobsQueue, job, cancellationToken);
        }
        finally
        {
            journal.TickEnded();
        }
    }

    [Function("Ask")]
    public async Task<IResult> AskAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "jobs/{job}")] HttpRequest request, string job, CancellationToken cancellationToken)
    {
        _ = request;
        await SendAsync(JobsQueue, job, cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    [Function("Look")]
    public static async Task<IResult> LookAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "jobs/{job}")] HttpRequest request,
        string job, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        _ = request;
        var found = await client.GetInstanceAsync(job, cancellationToken);
        return found is null ? TypedResults.NotFound() : TypedResults.Text(found.RuntimeStatus.ToString());
    }

    [Function("Start")]
    public async Task StartAsync(
        [ServiceBusTrigger(JobsQueue, Connection = "ServiceBus")] string job, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync("Job", job, new StartOrchestrationOptions(job) { DedupeStatuses = OnceEver }, cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Delivered again: it is on its way, or done.
        }

        journal.Started(job);
    }

    [Function("Job")]
    public async Task<string> JobAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var job = context.GetInput<string>()!;
        var asked = await context.CallActivityAsync<int>("Step", new TrialStep(job, "ask"), Retry);
        journal.Saw(job, "ask", asked);

        var due = context.CurrentUtcDateTime + journal.WaitOf(job);
        await context.CreateTimer(due, CancellationToken.None);
        journal.TimerPassed(job, due);

        var answer = await context.WaitForExternalEvent<string>("answer");
        journal.Answered(job, answer);

        var counted = await context.CallSubOrchestratorAsync<int>("Count", job);
        journal.Saw(job, "count", counted);
        return string.Create(CultureInfo.InvariantCulture, $"{asked} {counted}");
    }

    [Function("Count")]
    public async Task<int> CountAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var job = context.GetInput<string>()!;
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async part =>
        {
            var step = string.Create(CultureInfo.InvariantCulture, $"part {part}");
            journal.Saw(job, step, await context.CallActivityAsync<int>("Step", new TrialStep(job, step), Retry));
        }));
        return await context.CallActivityAsync<int>("Step", new TrialStep(job, "count"), Retry);
    }

    [Function("Step")]
    public async Task<int> StepAsync([ActivityTrigger] TrialStep step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        var run = journal.Began(step.Job, step.Name);
        switch (step.Name)
        {
            case "ask":
                await SendAsync(GatewayQueue, step.Job, cancellationToken);
                break;
            case "count":
                await CountInTableAsync(cancellationToken);
                break;
        }

        return run;
    }

    [Function("Answer")]
    public static Task AnswerAsync(
        [ServiceBusTrigger(AnswersQueue, Connection = "ServiceBus")] string job, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        client.RaiseEventAsync(job, "answer", job, cancellationToken);

    private async Task CountInTableAsync(CancellationToken cancellationToken)
    {
        var table = tables.GetTableClient("counters");
        await table.CreateIfNotExistsAsync(cancellationToken);
        while (true)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>("all", "jobs", cancellationToken: cancellationToken);
            try
            {
                if (!found.HasValue)
                {
                    await table.AddEntityAsync(new TableEntity("all", "jobs") { ["count"] = 1 }, cancellationToken);
                    journal.Won("none");
                    return;
                }

                var counter = found.Value!;
                counter["count"] = counter.GetInt32("count") + 1;
                await table.UpdateEntityAsync(counter, counter.ETag, TableUpdateMode.Replace, cancellationToken);
                journal.Won(counter.ETag.ToString());
                return;
            }
            catch (RequestFailedException lost) when (lost.Status is 409 or 412)
            {
                // Somebody else was faster.
            }
        }
    }

    private async Task SendAsync(string queue, string job, CancellationToken cancellationToken)
    {
        await using var sender = bus.CreateSender(queue);
        await sender.SendMessageAsync(new ServiceBusMessage(job) { MessageId = job }, cancellationToken);
        journal.Sent(queue, job);
    }
}

/// <summary>What an activity of the trial is to do.</summary>
internal sealed record TrialStep(string Job, string Name);
