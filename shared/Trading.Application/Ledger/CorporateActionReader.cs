using System.Globalization;
using Trading.Domain;
using Trading.Domain.Markets;

namespace Trading.Application.Ledger;

/// <summary>Checks a corporate action.</summary>
internal static class CorporateActionReader
{
    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>The instrument and what happened to it, or what is wrong, by field.</summary>
    /// <param name="draft">As sent.</param>
    /// <param name="today">The day by UTC; later ones have not happened.</param>
    public static Result<(InstrumentId Instrument, CorporateAction Action), FieldErrors> Read(CorporateActionDraft draft, DateOnly today)
    {
        var errors = new FieldErrors();
        if (!InstrumentId.TryParse(draft.Instrument, out var instrument))
            errors.Add("instrument", $"instrument is {FieldErrors.Show(draft.Instrument)}; expected a market and a symbol such as US:SPY");
        if (!DateOnly.TryParseExact(draft.ExDate, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exDate) || exDate > today)
            errors.Add("exDate", $"exDate is {FieldErrors.Show(draft.ExDate)}; expected a date such as 2024-06-21, not after {today:yyyy-MM-dd}");
        if (draft.Ratio is null == draft.Dividend is null)
            errors.Add("ratio", "expected either ratio, for a split, or dividend");
        else if (draft.Ratio is not null)
            CheckSplit(draft, errors);
        else
            CheckDividend(draft, errors);
        if (!errors.IsEmpty)
            return errors;
        return (instrument, new CorporateAction(
            new DateTimeOffset(exDate.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), draft.Ratio ?? 1, draft.Dividend ?? 0));
    }

    private static void CheckSplit(CorporateActionDraft draft, FieldErrors errors)
    {
        var ratio = BookingReader.Positive("ratio", draft.Ratio, errors);
        if (ratio == 1)
            errors.Add("ratio", "ratio is 1, which changes nothing");
        if (draft.InLieuPrice is not null)
            BookingReader.Positive("inLieuPrice", draft.InLieuPrice, errors);
        if (draft.WithholdingRate is not null)
            errors.Add("withholdingRate", "withholdingRate belongs to a dividend; leave it out of a split");
    }

    private static void CheckDividend(CorporateActionDraft draft, FieldErrors errors)
    {
        BookingReader.Positive("dividend", draft.Dividend, errors);
        if (draft.WithholdingRate is < 0 or >= 1)
        {
            errors.Add("withholdingRate", string.Create(
                CultureInfo.InvariantCulture, $"withholdingRate is {draft.WithholdingRate}; expected a fraction from 0 to below 1, such as 0.15"));
        }

        if (draft.InLieuPrice is not null)
            errors.Add("inLieuPrice", "inLieuPrice belongs to a split; leave it out of a dividend");
    }
}
