using System.Globalization;
using Trading.Application.Risk;
using Trading.Application.Strategies;
using Trading.Domain.Backtests;
using Trading.Domain.Risk;
using Trading.Domain.Strategies;

namespace Trading.Application.Backtests;

/// <summary>Checks back-tests as they are asked for.</summary>
public static class BacktestReader
{
    /// <summary>Most cash a back-test may start with.</summary>
    public const decimal MaxInitialCash = 1_000_000_000_000m;

    /// <summary>Reads a back-test that says itself what it tests.</summary>
    /// <param name="draft">As sent.</param>
    /// <param name="errors">Receives what is wrong, by field.</param>
    /// <returns>Null when something is wrong.</returns>
    public static BacktestRequest? Read(BacktestDraft draft, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(errors);
        return Read(draft, StrategyReader.Read(
            new StrategyDocumentDraft(draft.Name, draft.Market, draft.Symbols, draft.Interval, draft.Strategy, draft.Costs, draft.Segment), errors), errors);
    }

    /// <summary>Reads a back-test of a strategy.</summary>
    /// <param name="draft">As sent: its cash and dates.</param>
    /// <param name="strategy">The strategy; null when something is wrong with it.</param>
    /// <param name="errors">Receives what is wrong, by field.</param>
    /// <returns>Null when something is wrong.</returns>
    public static BacktestRequest? Read(BacktestDraft draft, StrategyDocument? strategy, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(errors);
        var cash = draft.InitialCash;
        if (cash is not (> 0 and <= MaxInitialCash))
        {
            errors.Add("initialCash", string.Create(CultureInfo.InvariantCulture,
                $"initialCash is {cash?.ToString(CultureInfo.InvariantCulture) ?? "missing"}; expected an amount above 0 and at most {MaxInitialCash}"));
        }

        var from = TimeText.Read("from", draft.From, DateTimeOffset.MinValue, errors);
        var to = TimeText.Read("to", draft.To, DateTimeOffset.MaxValue, errors);
        if (from >= to)
            errors.Add("to", "to is not after from");
        var limits = draft.Limits is { } document ? ReadLimits(document, errors) : null;
        return strategy is not null && cash is { } initial && errors.IsEmpty ? new BacktestRequest(strategy, initial, from, to) { Limits = limits } : null;
    }

    private static RiskLimits? ReadLimits(RiskLimitsDocument document, FieldErrors errors)
    {
        if (RiskLimitsReader.Read(document).TryGet(out var limits, out var wrong))
            return limits;
        foreach (var (field, found) in wrong.ToDictionary())
        {
            foreach (var error in found)
                errors.Add($"limits.{field}", $"limits.{error}");
        }

        return null;
    }
}
