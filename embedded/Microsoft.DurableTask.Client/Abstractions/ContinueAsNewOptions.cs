namespace Microsoft.DurableTask;

/// <summary>How an orchestration begins anew.</summary>
public class ContinueAsNewOptions
{
    /// <summary>Input of the new execution.</summary>
    public object? NewInput { get; set; }

    /// <summary>Whether events that arrived and were not waited for yet are handed to the new execution. True unless set.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;
}
