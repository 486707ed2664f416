using Azure;

namespace Trading.Embedded.Tables;

/// <summary>Pages of a query, fetched one by one as they are enumerated.</summary>
internal sealed class TablePages<TRecord, T>(Func<string?, int?, Task<TableReply<TablePage<TRecord>>>> fetch, Func<TRecord, T> map) : AsyncPageable<T>
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var reply = await fetch(continuationToken, pageSizeHint);
            var page = reply.Value;
            continuationToken = page.Continuation;
            yield return Page<T>.FromValues([.. page.Items.Select(map)], continuationToken, reply.ToResponse());
        }
        while (continuationToken is not null);
    }
}

/// <summary>The same pages for a caller that blocks.</summary>
internal sealed class BlockingPages<T>(AsyncPageable<T> pages) : Pageable<T>
    where T : notnull
{
    public override IEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        pages.AsPages(continuationToken, pageSizeHint).ToBlockingEnumerable();
}

/// <summary>The answer about an entity that doesn't exist.</summary>
internal sealed class NoEntity<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T? Value => throw new InvalidOperationException("The response has no value: there is no such entity.");

    public override Response GetRawResponse() => response;
}
