using Npgsql;

namespace AdminApp.Data.Tests.DataMigration.Entities;

/// <summary>A filled origin database, odd values included, and the tenant database copied from it.</summary>
public sealed class CopiedModel : IAsyncLifetime
{
    private CopyScene? _scene;
    private NpgsqlConnection? _source;

    public CopyScene Scene => _scene!;

    public async Task InitializeAsync()
    {
        _scene = await CopyScene.FilledAsync();
        await _scene.CopyAsync();
        _source = new NpgsqlConnection(_scene.Source);
        await _source.OpenAsync();
    }

    /// <summary>PostgreSQL's own answer: the first column of every row.</summary>
    internal async Task<List<object?>> AskAsync(string sql)
    {
        await using var query = new NpgsqlCommand(sql, _source);
        await using var reader = await query.ExecuteReaderAsync();
        var answers = new List<object?>();
        while (await reader.ReadAsync())
            answers.Add(reader.IsDBNull(0) ? null : reader.GetValue(0));
        return answers;
    }

    internal async Task<bool> HasAsync(string table) => (await AskAsync($"SELECT to_regclass('public.{table}')::text"))[0] is not null;

    public async Task DisposeAsync()
    {
        if (_source is not null)
            await _source.DisposeAsync();
        _scene?.Dispose();
    }
}
