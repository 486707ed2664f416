using Microsoft.Extensions.Logging;

namespace Trading.Application.Secrets;

/// <summary>What the log says of secrets: whose and which, never what.</summary>
internal static partial class SecretsLog
{
    [LoggerMessage(2401, LogLevel.Information, "Secret {SecretName} of {UserId} was set")]
    public static partial void SecretSet(this ILogger logger, string userId, string secretName);

    [LoggerMessage(2402, LogLevel.Information, "Secret {SecretName} of {UserId} was deleted")]
    public static partial void SecretDeleted(this ILogger logger, string userId, string secretName);
}
