using Trading.Application.Orders;
using Trading.Application.PaperTrading;

namespace Trading.Local.Trials;

/// <summary>A broker together with the market behind it.</summary>
internal interface ITrialBroker : IBroker, IPaperMarket;
