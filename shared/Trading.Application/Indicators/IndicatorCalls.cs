namespace Trading.Application.Indicators;

/// <summary>Reads the calls of a request.</summary>
public static class IndicatorCalls
{
    /// <summary>Most calls of a request.</summary>
    public const int Most = 20;

    /// <summary>Reads calls.</summary>
    /// <param name="texts">As sent.</param>
    /// <param name="errors">Receives what is wrong, by field: <c>call</c>, or <c>call[1]</c> for the second of several.</param>
    /// <returns>Null when something is wrong.</returns>
    public static IReadOnlyList<IndicatorCall>? Read(IReadOnlyList<string?> texts, FieldErrors errors)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(errors);
        if (texts.Count is 0 or > Most)
        {
            errors.Add("call", $"{texts.Count} calls; expected 1 to {Most}, such as call=rsi(14)");
            return null;
        }

        List<IndicatorCall> calls = [];
        foreach (var (index, text) in texts.Index())
        {
            if (IndicatorCall.TryRead(text, out var call, out var wrong))
                calls.Add(call);
            foreach (var error in wrong)
                errors.Add(texts.Count == 1 ? "call" : $"call[{index}]", error.ToString());
        }

        return errors.IsEmpty ? calls : null;
    }
}
