namespace Microsoft.Azure.SignalR.Management;

/// <summary>The builder's former interface.</summary>
[Obsolete("Use ServiceManagerBuilder.")]
#pragma warning disable CA1040 // Its one member is obsolete too and has no place here.
public interface IServiceManagerBuilder
#pragma warning restore CA1040
{
}
