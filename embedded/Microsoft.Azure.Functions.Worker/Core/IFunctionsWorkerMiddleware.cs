namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Runs around every invocation, whatever its trigger.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Does its part and calls <paramref name="next"/>, or doesn't and so ends the invocation.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
