using Trading.Domain.Matching;

namespace Trading.Quant.Backtests;

/// <summary>
/// The engine: any strategy, several instruments, long and short. At each time at which a bar closes, these things happen in this order:
/// <list type="number">
/// <item>What was delisted is paid out at its last close. Interest is booked for the time since the step before. Splits and dividends
/// that are due change positions and resting orders.</item>
/// <item>The bars' opens: orders given at earlier closes trade, and stops and limits that the price has gone past over night; what closes first, so
/// that its money is there for what opens. Entries are sized here, at their own fill.</item>
/// <item>The rest of the bars, of which only the range is known, read pessimistically: stops, then entries, then the stops of these entries,
/// then targets. A position opened after the open does not reach its target in the same bar.</item>
/// <item>Positions are valued at the closes. Trailing stops follow. An account at zero or below is closed at the next opens for good.</item>
/// <item>The strategy sees the closed bars and gives orders.</item>
/// </list>
/// Nothing trades in a bar that shows a halt, nor against a price limit. At the end, what is open stays open, valued at its last close, and
/// orders given at the last close do not trade.
/// </summary>
public static class Simulation
{
    /// <summary>Runs a strategy over bars.</summary>
    /// <param name="instruments">What is traded, one or more of one currency.</param>
    /// <param name="strategy">The strategy, which has seen no other run.</param>
    /// <param name="settings">The conditions.</param>
    /// <param name="cancellationToken">Ends the run between two times at which bars close.</param>
    /// <exception cref="ArgumentException">No instruments, several currencies, or conditions out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SimulationResult Run(
        IReadOnlyList<SimulatedInstrument> instruments, IStrategy strategy, SimulationSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(settings);
        SimulationChecks.Require(instruments, settings);
        return settings.Mode is SimulationMode.Exact
            ? new Simulator<decimal, BookedArithmetic>(instruments, settings, new LedgerBook(instruments, settings.InitialCash)).Run(strategy, cancellationToken)
            : new Simulator<double, EstimatedArithmetic>(instruments, settings, new EstimatedBook((double)settings.InitialCash)).Run(strategy, cancellationToken);
    }
}
