using Microsoft.AspNetCore.SignalR;

namespace Trading.Embedded.SignalR;

/// <summary>What clients connect to. It has no methods: in serverless mode clients listen, and speak to the HTTP API.</summary>
internal sealed class ClientHub : Hub;
