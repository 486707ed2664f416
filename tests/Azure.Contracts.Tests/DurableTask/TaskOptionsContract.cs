using Microsoft.DurableTask;

namespace Azure.Contracts.Tests.DurableTask;

/// <summary>Options, retries, failures and names.</summary>
public sealed class TaskOptionsContract
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_retry_policy_has_an_hour_as_longest_interval_and_no_end_unless_told()
    {
        var policy = new RetryPolicy(3, Second) { HandleFailure = failure => failure.IsCausedBy<TimeoutException>() };

        Assert.Equal(
            (3, Second, 1.0, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan),
            (policy.MaxNumberOfAttempts, policy.FirstRetryInterval, policy.BackoffCoefficient, policy.MaxRetryInterval, policy.RetryTimeout));
    }

    [Fact]
    public void A_retry_policy_refuses_values_out_of_range()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(0, Second));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, Second, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, Second, maxRetryInterval: Second / 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, Second, retryTimeout: Second / 2));
    }

    [Fact]
    public async Task Retries_are_by_policy_or_by_handler()
    {
        var policy = new RetryPolicy(3, Second);
        RetryHandler once = retry => retry.LastAttemptNumber < 2;
        AsyncRetryHandler twice = retry => Task.FromResult(retry.LastAttemptNumber < 3);
        TaskRetryOptions byPolicy = policy;
        TaskRetryOptions byHandler = once;
        TaskRetryOptions byAsyncHandler = twice;
        var second = new RetryContext(
            new RecordingContext(), 2, new TaskFailureDetails("T", "m", null, null, null), Second, TestContext.Current.CancellationToken);

        Assert.Equal((policy, null), (byPolicy.Policy, byPolicy.Handler));
        Assert.False(await byHandler.Handler!(second));
        Assert.True(await byAsyncHandler.Handler!(second));
        Assert.Same(policy, TaskOptions.FromRetryPolicy(policy).Retry!.Policy);
        Assert.False(await TaskOptions.FromRetryHandler(once).Retry!.Handler!(second));
        Assert.Same(twice, TaskOptions.FromRetryHandler(twice).Retry!.Handler);
        Assert.Equal(("m", Second, "Recording"), (second.LastFailure.ErrorMessage, second.TotalRetryTime, second.OrchestrationContext.Name.Name));
    }

    [Fact]
    public void Options_of_a_child_carry_its_id_and_what_they_were_made_from()
    {
        var retry = new TaskRetryOptions(new RetryPolicy(3, Second));
        var options = new TaskOptions(retry, new Dictionary<string, string> { ["account"] = "a" });

        var child = options.WithInstanceId("kid");

        Assert.Equal("kid", child.InstanceId);
        Assert.Same(retry, child.Retry);
        Assert.Equal("a", child.Tags!["account"]);
        Assert.Equal("other", new SubOrchestrationOptions(retry, "other").InstanceId);
        Assert.Equal("kid", new SubOrchestrationOptions((TaskOptions)child).InstanceId);
    }

    [Fact]
    public void A_failed_task_names_task_number_and_cause()
    {
        var failed = new TaskFailedException("Submit", 4, new InvalidTimeZoneException("no such zone", new TimeoutException("slow")));

        Assert.Equal("Task 'Submit' (#4) failed with an unhandled exception: no such zone", failed.Message);
        Assert.Equal(("Submit", 4), (failed.TaskName, failed.TaskId));
        Assert.True(failed.FailureDetails.IsCausedBy<InvalidTimeZoneException>());
        Assert.True(failed.FailureDetails.IsCausedBy<Exception>());
        Assert.False(failed.FailureDetails.IsCausedBy<ArgumentException>());
        Assert.Equal("System.TimeoutException", failed.FailureDetails.InnerFailure!.ErrorType);
        Assert.Equal("System.InvalidTimeZoneException: no such zone", failed.FailureDetails.ToString());
    }

    [Fact]
    public void Details_of_an_exception_are_its_type_its_message_and_its_causes()
    {
        var details = TaskFailureDetails.FromException(new ArgumentException("bad", new TimeoutException("slow")));

        Assert.Equal(("System.ArgumentException", "bad", "slow"), (details.ErrorType, details.ErrorMessage, details.InnerFailure!.ErrorMessage));
        Assert.Null(details.StackTrace);
        Assert.Throws<ArgumentException>(() => details.IsCausedBy(typeof(string)));
        Type wanted = typeof(SystemException);
        Assert.True(details.IsCausedBy(wanted));
    }

    [Fact]
    public void Names_of_tasks_compare_without_case()
    {
        TaskName name = "Submit";
        string text = name;

        Assert.True(name == new TaskName("SUBMIT"));
        Assert.True(name != new TaskName("Book"));
        Assert.Equal(name.GetHashCode(), new TaskName("submit").GetHashCode());
        Assert.Equal(("Submit", "Submit"), (text, name.ToString()));
    }

    [Fact]
    public void A_parent_is_known_by_name_and_id()
    {
        var parent = new ParentOrchestrationInstance("Parent", "dad");

        Assert.Equal(("Parent", "dad"), (parent.Name.Name, parent.InstanceId));
    }
}
