namespace AdminApp.Data.Activations;

/// <summary>No batch of that id in this tenant. 404 in the API.</summary>
public sealed class BatchNotFoundException(string id) : Exception($"There is no batch \"{id}\" in this tenant. Look it up on the Batches page.");

/// <summary>The batch cannot do that in its present state, or what was given with it is not right. 409 in the API. Nothing was changed.</summary>
public sealed class BatchRefusedException(string message) : Exception(message);
