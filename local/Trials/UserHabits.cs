namespace Trading.Local.Trials;

/// <summary>How a simulated user goes about trading.</summary>
/// <param name="BetweenAttempts">Pause before a request without an answer is repeated.</param>
/// <param name="StopsPerThousand">How many of a thousand things that are done press the kill switch or halt an account, for half a minute at least.</param>
/// <param name="TakesBrackets">Some purchases bring their exits.</param>
internal sealed record UserHabits(TimeSpan BetweenAttempts, int StopsPerThousand, bool TakesBrackets)
{
    /// <summary>Who does something once a minute, on virtual time.</summary>
    public static UserHabits Unhurried { get; } = new(TimeSpan.FromSeconds(3), StopsPerThousand: 75, TakesBrackets: true);

    /// <summary>Who does something many times a second.</summary>
    public static UserHabits Hurried { get; } = new(TimeSpan.FromMilliseconds(300), StopsPerThousand: 6, TakesBrackets: true);
}
