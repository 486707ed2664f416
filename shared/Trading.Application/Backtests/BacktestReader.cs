using System.Globalization;
using Trading.Application.Strategies;
using Trading.Domain.Backtests;

namespace Trading.Application.Backtests;

/// <summary>Checks back-tests as they are asked for.</summary>
public static class BacktestReader
{
    /// <summary>Most cash a back-test may start with.</summary>
    public const decimal MaxInitialCash = 1_000_000_000_000m;

    private static readonly string[] TimeFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a back-test.</summary>
    /// <param name="draft">As sent.</param>
    /// <param name="errors">Receives what is wrong, by field.</param>
    /// <returns>Null when something is wrong.</returns>
    public static BacktestRequest? Read(BacktestDraft draft, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(errors);
        var strategy = StrategyReader.Read(
            new StrategyDocumentDraft(draft.Name, draft.Market, draft.Symbols, draft.Interval, draft.Strategy, draft.Costs), errors);
        var cash = draft.InitialCash;
        if (cash is not (> 0 and <= MaxInitialCash))
        {
            errors.Add("initialCash", string.Create(CultureInfo.InvariantCulture,
                $"initialCash is {cash?.ToString(CultureInfo.InvariantCulture) ?? "missing"}; expected an amount above 0 and at most {MaxInitialCash}"));
        }

        var from = ReadTime("from", draft.From, DateTimeOffset.MinValue, errors);
        var to = ReadTime("to", draft.To, DateTimeOffset.MaxValue, errors);
        if (from >= to)
            errors.Add("to", "to is not after from");
        return strategy is not null && cash is { } initial && errors.IsEmpty ? new BacktestRequest(strategy, initial, from, to) : null;
    }

    private static DateTimeOffset ReadTime(string field, string? text, DateTimeOffset absent, FieldErrors errors)
    {
        if (text is null)
            return absent;
        if (DateTimeOffset.TryParseExact(
            text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return time;
        errors.Add(field, $"{field} is {FieldErrors.Show(text)}; expected a date such as 2020-01-02 or an instant such as 2020-01-02T14:30:00Z");
        return absent;
    }
}
