using Trading.Application.MarketData;
using Trading.Domain.MarketData;
using Trading.Domain.Markets;
using Trading.Quant.Rules;

namespace Trading.Application.Rules;

/// <summary>Explains a rule at a stored bar, without a position.</summary>
public sealed class ExplainRuleHandler(IBarStore store)
{
    /// <summary>Takes in the bars from the oldest to the one asked for, and explains the rule there.</summary>
    /// <param name="draft">As sent.</param>
    /// <param name="errors">Receives what is wrong, by field.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Null when something is wrong.</returns>
    public async Task<RuleAtBar?> HandleAsync(RuleExplanationDraft draft, FieldErrors errors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(errors);
        var at = TimeText.Read("at", draft.At, DateTimeOffset.MaxValue, errors);
        if (!Rule.TryRead(draft.Text, out var rule, out var wrong))
        {
            foreach (var error in wrong)
                errors.Add("text", error.ToString());
        }

        if (ReadKey(draft, errors) is not { } key || rule is null || !errors.IsEmpty)
            return null;
        if (await store.FindAsync(key, cancellationToken) is not { } coverage)
        {
            errors.Add("symbol", $"no bars of {key.Instrument} are stored for the interval {key.Interval}");
            return null;
        }

        if (at < coverage.First)
        {
            errors.Add("at", $"at is {FieldErrors.Show(draft.At)}; expected {coverage.First:yyyy-MM-dd'T'HH:mm:ss'Z'}, the time of the first bar, or later");
            return null;
        }

        var run = new RuleProgram([rule], [], key.Interval).Start(RuleProgram.DefaultBlock);
        var missing = await run.GiveStoredAsync(store, key.Instrument, coverage.Last + key.Interval.Duration, cancellationToken);
        var time = coverage.First;
        await foreach (var piece in store.ReadAsync(key, DateTimeOffset.MinValue, at < coverage.Last ? at.AddTicks(1) : coverage.Last.AddTicks(1), cancellationToken))
        {
            run.TakeIn(piece);
            time = piece[piece.Count - 1].Time;
        }

        return new RuleAtBar(time, run.Explain(0), missing);
    }

    private static BarKey? ReadKey(RuleExplanationDraft draft, FieldErrors errors)
    {
        if (!Market.TryParse(draft.Market, out var market))
            errors.Add("market", $"market is {FieldErrors.Show(draft.Market)}; expected one of {string.Join(", ", Market.All)}");
        if (!InstrumentId.TryCreate(market, draft.Symbol, out var instrument))
            errors.Add("symbol", $"symbol is {FieldErrors.Show(draft.Symbol)}; expected 1 to {InstrumentId.MaxSymbolLength} letters, digits, dots or hyphens");
        if (!Interval.TryParse(draft.Interval ?? Interval.OneDay.Code, out var interval))
            errors.Add("interval", $"interval is {FieldErrors.Show(draft.Interval)}; expected one of {string.Join(", ", Interval.All)}");
        return errors.IsEmpty ? new BarKey(instrument, interval) : null;
    }
}
