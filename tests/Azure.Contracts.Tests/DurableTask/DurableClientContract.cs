using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Internal;

namespace Azure.Contracts.Tests.DurableTask;

/// <summary>What the client does by itself, on top of what a back end provides, and the records it speaks in.</summary>
public sealed class DurableClientContract
{
    private static readonly DateTimeOffset From = new(2024, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_short_forms_of_starts_reach_the_full_one()
    {
        await using var client = new RecordingClient();
        IOrchestrationSubmitter submitter = client;

        await client.ScheduleNewOrchestrationInstanceAsync("O", Ended);
        await client.ScheduleNewOrchestrationInstanceAsync("O", 1, Ended);
        await client.ScheduleNewOrchestrationInstanceAsync("O", new StartOrchestrationOptions("id"), Ended);
        await submitter.ScheduleNewOrchestrationInstanceAsync("O", 2, new StartOrchestrationOptions("id"), Ended);

        Assert.Equal("recording", client.Name);
        Assert.Equal(["start O nothing any", "start O 1 any", "start O nothing id", "start O 2 id"], client.Calls);
    }

    [Fact]
    public async Task The_short_forms_of_everything_else_reach_the_full_ones()
    {
        await using var client = new RecordingClient();

        await client.RaiseEventAsync("id", "fill", Ended);
        await client.WaitForInstanceStartAsync("id", Ended);
        await client.WaitForInstanceCompletionAsync("id", Ended);
        await client.GetInstanceAsync("id", Ended);
        await client.GetInstanceAsync("id", true, Ended);
        await client.GetInstancesAsync("id", Ended);
        await client.SuspendInstanceAsync("id", Ended);
        await client.ResumeInstanceAsync("id", Ended);
        await client.TerminateInstanceAsync("id", Ended);
        await client.TerminateInstanceAsync("id", "enough", Ended);
        await client.TerminateInstanceAsync("id", new TerminateInstanceOptions("enough", Recursive: true), Ended);
        await client.PurgeInstanceAsync("id", Ended);
        await client.PurgeInstanceAsync("id", new PurgeInstanceOptions(Recursive: true), Ended);

        Assert.Equal(
            ["event id fill nothing", "begun id False", "ended id False", "get id False", "get id True", "get id False", "suspend id nothing",
             "resume id nothing", "terminate id nothing False", "terminate id enough False", "terminate id enough True", "purge id False", "purge id True"],
            client.Calls);
    }

    [Fact]
    public async Task A_purge_by_filter_says_how_many_and_whether_that_was_all()
    {
        await using var client = new RecordingClient();

        var all = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(From, From.AddDays(1), [OrchestrationRuntimeStatus.Failed]), Ended);
        var one = await client.PurgeInstanceAsync("id", Ended);

        Assert.Equal((2, true), (all.PurgedInstanceCount, all.IsComplete));
        Assert.Equal((1, null), (one.PurgedInstanceCount, one.IsComplete));
        Assert.Equal("purge all 2024-01-02T00:00:00 2024-01-03T00:00:00 Failed False", client.Calls[0]);
    }

    [Fact]
    public async Task A_listing_is_read_item_by_item_or_page_by_page()
    {
        await using var client = new RecordingClient();
        var query = new OrchestrationQuery(InstanceIdPrefix: "a-");

        var ids = new List<string>();
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(Ended))
            ids.Add(instance.InstanceId);
        var tokens = new List<string?>();
        await foreach (var page in client.GetAllInstancesAsync(query).AsPages("2", 10))
        {
            tokens.Add(page.ContinuationToken);
            Assert.Equal("a-3", Assert.Single(page.Values).InstanceId);
        }

        Assert.Equal(["a-1", "a-2", "a-3"], ids);
        Assert.Equal([null], tokens);
        Assert.Equal((100, false, null), (query.PageSize, query.FetchInputsAndOutputs, query.ContinuationToken));
        Assert.Equal(OrchestrationQuery.DefaultPageSize, query.PageSize);
        Assert.Null(query.Statuses ?? query.TaskHubNames as object ?? query.CreatedFrom ?? query.CreatedTo);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending, false, false)]
    [InlineData(OrchestrationRuntimeStatus.Running, true, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false, false)]
    [InlineData(OrchestrationRuntimeStatus.Completed, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Failed, false, true)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, false, true)]
    public void Metadata_tell_running_from_ended(OrchestrationRuntimeStatus status, bool running, bool ended)
    {
        var metadata = new OrchestrationMetadata("Name", "id") { RuntimeStatus = status, CreatedAt = From, LastUpdatedAt = From.AddHours(1) };

        Assert.Equal((running, ended), (metadata.IsRunning, metadata.IsCompleted));
        Assert.Equal(("Name", "id", TimeSpan.FromHours(1)), (metadata.Name, metadata.InstanceId, metadata.LastUpdatedAt - metadata.CreatedAt));
    }

    [Fact]
    public void Payloads_that_were_not_asked_for_cannot_be_read()
    {
        var metadata = new OrchestrationMetadata("Name", "id") { FailureDetails = new TaskFailureDetails("T", "m", null, null, null) };

        Assert.Throws<InvalidOperationException>(() => metadata.ReadInputAs<int>());
        Assert.Throws<InvalidOperationException>(() => metadata.ReadOutputAs<int>());
        Assert.Throws<InvalidOperationException>(() => metadata.ReadCustomStatusAs<int>());
        Assert.Null(metadata.SerializedInput ?? metadata.SerializedOutput ?? metadata.SerializedCustomStatus);
        Assert.Equal("m", metadata.FailureDetails.ErrorMessage);
    }

    [Fact]
    public void Dedupe_statuses_are_kept_by_name()
    {
        var options = new StartOrchestrationOptions("id", From).WithDedupeStatuses(OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Running);

        Assert.Equal(["Completed", "Running"], options.DedupeStatuses!);
        Assert.Equal(("id", From), (options.InstanceId, options.StartAt));
    }

    [Fact]
    public void A_refused_start_is_an_invalid_operation()
    {
        Assert.IsAssignableFrom<InvalidOperationException>(new OrchestrationAlreadyExistsException("id"));
    }
}
