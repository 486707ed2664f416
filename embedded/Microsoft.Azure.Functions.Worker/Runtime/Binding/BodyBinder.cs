using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Functions.Invocations;

namespace Trading.Embedded.Functions.Binding;

/// <summary>Reads a request's body with MVC's own binder, so that the app's MVC JSON options apply as they do in the Functions worker.</summary>
internal static class BodyBinder
{
    public static Invocations.ParameterBinder For(Type type) => (invocation, _) => ReadAsync(invocation.Http!, type);

    private static async ValueTask<object?> ReadAsync(HttpContext http, Type type)
    {
        var metadata = http.RequestServices.GetRequiredService<IModelMetadataProvider>().GetMetadataForType(type);
        var binder = http.RequestServices.GetRequiredService<IModelBinderFactory>().CreateBinder(new ModelBinderFactoryContext
        {
            Metadata = metadata,
            BindingInfo = new BindingInfo { BindingSource = BindingSource.Body },
        });
        var context = DefaultModelBindingContext.CreateBindingContext(
            new ActionContext(http, http.GetRouteData(), new ActionDescriptor()),
            new CompositeValueProvider(),
            metadata,
            new BindingInfo { BindingSource = BindingSource.Body },
            modelName: "");
        await binder.BindModelAsync(context);
        if (context.Result.IsModelSet && context.ModelState.ErrorCount == 0)
            return context.Result.Model;
        throw Explain(context.ModelState);
    }

    private static BindingException Explain(ModelStateDictionary state)
    {
        var (field, error) = state.SelectMany(entry => entry.Value?.Errors.Select(found => (entry.Key, found)) ?? []).FirstOrDefault();
        if (error?.Exception is UnsupportedContentTypeException)
            return new BindingException(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", null, "Content-Type must be application/json.");
        return new BindingException(
            StatusCodes.Status400BadRequest,
            "malformed-json",
            field is { Length: > 0 } ? field : "body",
            error?.ErrorMessage is { Length: > 0 } message ? message : "The body is empty; expected JSON.",
            error?.Exception);
    }
}
