namespace AdminApp.Data.Imports;

/// <summary>A file or an order to import it is not right; nothing was changed. 422 in the API. The message says what to do.</summary>
public sealed class ImportException(string message) : Exception(message);

/// <summary>No such file is waiting to be imported into this tenant. 404 in the API.</summary>
public sealed class ImportNotFoundException() : Exception("There is no such import in this tenant, or its file was deleted since. Send the file again.");
