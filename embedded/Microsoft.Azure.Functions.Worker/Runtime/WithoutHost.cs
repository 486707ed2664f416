using Microsoft.Azure.Functions.Worker.Builder;

namespace Trading.Embedded.Functions;

/// <summary>What happens when a functions app is started although no host is there to run it.</summary>
internal static class WithoutHost
{
    internal const int ExitCode = 2;

    internal const string Message =
        "The functions app doesn't run by itself on the embedded platform. Start it with: dotnet run --project local";

    public static FunctionsApplicationBuilder Refuse()
    {
        Console.Error.WriteLine(Message);
        Environment.Exit(ExitCode);
        throw new InvalidOperationException(Message);
    }
}
