using System.Runtime.Serialization;

namespace DurableTask.Core.Exceptions;

/// <summary>An instance of the id exists in a status that must not be replaced.</summary>
[Serializable]
public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    /// <summary>A refusal without words.</summary>
    public OrchestrationAlreadyExistsException()
    {
    }

    /// <summary>A refusal that names the instance.</summary>
    public OrchestrationAlreadyExistsException(string message)
        : base(message)
    {
    }

    /// <summary>A refusal with its cause.</summary>
    public OrchestrationAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>From a serialised form.</summary>
#pragma warning disable SYSLIB0051 // The constructor is part of the public signature.
    protected OrchestrationAlreadyExistsException(SerializationInfo info, StreamingContext context)
        : base(info, context)
#pragma warning restore SYSLIB0051
    {
    }
}
