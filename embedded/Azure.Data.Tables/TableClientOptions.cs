using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Options of the table clients: retries, time-outs, transport, log. The embedded platform has no connection to tune and reads none of them.</summary>
public class TableClientOptions : ClientOptions
{
    /// <summary>Options for a version of the service.</summary>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06)
    {
        Version = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion), serviceVersion, "Expected V2019_02_02 or V2020_12_06."),
        };
    }

    /// <summary>Versions of the table service.</summary>
#pragma warning disable CA1707 // The names are the package's.
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06.</summary>
        V2020_12_06 = 2,
    }
#pragma warning restore CA1707

    internal string Version { get; }
}
