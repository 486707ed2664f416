namespace Microsoft.DurableTask;

/// <summary>An activity or child failed, after all its retries.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>The failure of a task that ran elsewhere.</summary>
    /// <param name="taskName">Name of the activity or child.</param>
    /// <param name="taskId">Its number within the orchestration, from 0.</param>
    /// <param name="failureDetails">What it threw.</param>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Describe(taskName, taskId, failureDetails))
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>The failure of a task whose exception is at hand.</summary>
    /// <param name="taskName">Name of the activity or child.</param>
    /// <param name="taskId">Its number within the orchestration, from 0.</param>
    /// <param name="innerException">What it threw.</param>
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Describe(taskName, taskId, TaskFailureDetails.FromException(innerException)), innerException)
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    /// <summary>Name of the activity or child.</summary>
    public string TaskName { get; }

    /// <summary>Its number within the orchestration, from 0.</summary>
    public int TaskId { get; }

    /// <summary>What it threw.</summary>
    public TaskFailureDetails FailureDetails { get; }

    private static string Describe(string taskName, int taskId, TaskFailureDetails failureDetails)
    {
        ArgumentNullException.ThrowIfNull(failureDetails);
        return $"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails.ErrorMessage}";
    }
}
