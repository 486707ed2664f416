namespace Trading.Application.Signals;

/// <summary>Says that a stored signal waits to become an order; travels through the signals queue.</summary>
/// <param name="User">Owner.</param>
/// <param name="Account">The account that it is for.</param>
/// <param name="Signal">Its id.</param>
public sealed record SignalMessage(string User, string Account, string Signal);
