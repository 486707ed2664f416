using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Trading.Functions.Durable;

/// <summary>What is kept of orchestrations that have ended. Section <c>History</c>.</summary>
public sealed class HistoryOptions
{
    /// <summary>Days from an orchestration's start after which it is removed, once it has ended.</summary>
    [Range(1, 3650)]
    public int KeepDays { get; set; } = 30;
}

[OptionsValidator]
internal sealed partial class HistoryOptionsValidator : IValidateOptions<HistoryOptions>;
