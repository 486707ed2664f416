namespace Trading.Embedded;

/// <summary>Hands a node's work to the simulation's one thread, for as long as that life of the node lasts.</summary>
internal sealed class NodeScheduler(Simulation simulation) : TaskScheduler
{
    /// <summary>Set at death: what has not run yet never will.</summary>
    public bool IsDead { get; set; }

    public override int MaximumConcurrencyLevel => 1;

    public void Execute(Task task) => TryExecuteTask(task);

    /// <summary>Has something done, soon.</summary>
    public void Post(Action work) => new Task(work).Start(this);

    protected override void QueueTask(Task task)
    {
        if (!IsDead)
            simulation.Enqueue(this, task);
    }

    // Never inline: whether it were possible depends on the depth of the stack, and the order must not.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
