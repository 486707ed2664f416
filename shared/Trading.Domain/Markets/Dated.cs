namespace Trading.Domain.Markets;

/// <summary>Values that hold from a date on, each until the next one's date.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="entries">By date, oldest first; the first also holds for the time before it.</param>
internal sealed class Dated<T>(params (DateOnly From, T Value)[] entries)
{
    /// <summary>The value that holds on a date.</summary>
    public T At(DateOnly date)
    {
        for (var i = entries.Length - 1; i > 0; i--)
        {
            if (date >= entries[i].From)
                return entries[i].Value;
        }

        return entries[0].Value;
    }
}
