using Trading.Embedded.Functions;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Starting point of a functions app.</summary>
public class FunctionsApplication
{
    /// <summary>A builder of the app. On the embedded platform an app doesn't start by itself: this says how to start it and ends the process with code 2.</summary>
    /// <param name="args">The command line.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return WithoutHost.Refuse();
    }
}
