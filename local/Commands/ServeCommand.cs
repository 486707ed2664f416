using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Trading.Embedded;

namespace Trading.Local.Commands;

/// <summary>Serves the app until told to stop.</summary>
internal sealed class ServeCommand
{
    private readonly Option<int> port = new("--port")
    {
        Description = "Port to listen on; 0 takes a free one.",
        HelpName = "PORT",
        DefaultValueFactory = _ => 7071,
    };

    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of all data; created when missing.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => ".data",
    };

    private readonly Option<string> keys = KeysOption.Create();

    private readonly Option<string> host = new("--host")
    {
        Description = "Address to listen on; only this machine's own (127.0.0.1, ::1, localhost) until users can sign in.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private readonly Option<int?> seed = new("--seed")
    {
        Description = "Seed of every random choice of the platform, to repeat a run; drawn anew at each start without it.",
        HelpName = "NUMBER",
    };

    public ServeCommand()
    {
        port.Validators.Add(result =>
        {
            // What is no number at all, the option's type refuses.
            if (int.TryParse(result.Tokens.SingleOrDefault()?.Value, out var value) && value is < 0 or > IPEndPoint.MaxPort)
                result.AddError($"--port must be 0 to {IPEndPoint.MaxPort}.");
        });
        host.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string>();
            if (Address(text) is not { } address)
                result.AddError($"--host '{text}' is no address of this machine; expected 127.0.0.1, ::1 or localhost.");
            else if (!IPAddress.IsLoopback(address))
                result.AddError($"--host {text} could be reached from other machines, which is refused until users can sign in; expected 127.0.0.1, ::1 or localhost.");
        });
        data.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("--data must name a folder.");
        });
    }

    /// <summary>Gives a command the options and the work of serving.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(port);
        command.Options.Add(data);
        command.Options.Add(keys);
        command.Options.Add(host);
        command.Options.Add(seed);
        command.SetAction((parsed, _) => Failure.GuardAsync(
            () => ServeAsync(
                parsed.GetRequiredValue(data), parsed.GetRequiredValue(keys), Address(parsed.GetRequiredValue(host))!, parsed.GetRequiredValue(port),
                parsed.GetValue(seed), parsed.InvocationConfiguration.Error),
            parsed.InvocationConfiguration.Error));
    }

    private static async Task<int> ServeAsync(string dataFolder, string keyFolder, IPAddress address, int port, int? seed, TextWriter error)
    {
        RefuseTakenPort(address, port);
        using var role = EmbeddedRoleLock.Take(dataFolder, EmbeddedRole.Functions);
        var options = new EmbeddedOptions { DataFolder = dataFolder };
        using var platform = EmbeddedPlatform.Start(seed is { } given ? options with { Seed = given } : options);
        using var app = LocalApp.CreateBuilder(platform, keyFolder, address, port).Build();
        using var signals = new SecondSignal(error);
        await app.RunAsync();
        return ExitCode.Ok;
    }

    // Before anything runs: a trigger must not begin in a process that is about to end for want of its port.
    private static void RefuseTakenPort(IPAddress address, int port)
    {
        using var probe = new TcpListener(address, port);
        try
        {
            probe.Start();
        }
        catch (SocketException error)
        {
            throw new CannotListenException(error.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => $"Port {port} of {address} is in use. Stop the other program, or choose another port with --port.",
                SocketError.AccessDenied => $"Port {port} needs more rights than this user has. Choose one above 1023 with --port.",
                _ => $"{address} port {port} can't be listened on: {error.Message}",
            });
        }
    }

    private static IPAddress? Address(string? text) =>
        "localhost".Equals(text, StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(text?.Trim('[', ']'), out var address) ? address
        : null;
}
