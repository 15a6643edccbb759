using AdminApp.Components.Controls;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;

namespace AdminApp.Features.Exchange;

/// <summary>The address of a request, read as a page reads its own: a list and its export understand the same parameters.</summary>
internal sealed class RequestAddress : NavigationManager
{
    private RequestAddress(HttpRequest request) => Initialize($"{request.Scheme}://{request.Host}{request.PathBase}/", request.GetEncodedUrl());

    public static UrlState Of(HttpRequest request) => new(new RequestAddress(request));
}
