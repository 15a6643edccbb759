using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdminApp.Data.Sql;

/// <summary>
/// A statement under construction: text and values kept apart, so that nothing a person typed is ever part of the text.
/// For the set-based statements LINQ has no words for (INSERT … SELECT, chunks over a pinned selection).
/// </summary>
public sealed class SqlText
{
    private readonly StringBuilder text = new();
    private readonly List<object?> values = [];

    public SqlText()
    {
    }

    public SqlText(string fragment) => Add(fragment);

    /// <summary>Appends trusted text, written in this code.</summary>
    public SqlText Add(string fragment)
    {
        text.Append(fragment);
        return this;
    }

    /// <summary>Appends a value as a parameter.</summary>
    public SqlText Value(object? value)
    {
        text.Append(CultureInfo.InvariantCulture, $"@v{values.Count}");
        values.Add(value);
        return this;
    }

    /// <summary>Appends another statement's text and values.</summary>
    public SqlText Add(SqlText other)
    {
        // Numbered from here on, so that the fragments' parameters do not meet.
        var offset = values.Count;
        var fragment = other.text.ToString();
        for (var i = other.values.Count - 1; i >= 0; i--)
            fragment = fragment.Replace($"@v{i}", $"@w{i + offset}", StringComparison.Ordinal);
        text.Append(fragment.Replace("@w", "@v", StringComparison.Ordinal));
        values.AddRange(other.values);
        return this;
    }

    public override string ToString() => text.ToString();

    /// <returns>Rows affected.</returns>
    public async Task<int> ExecuteAsync(DbContext context, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(context, cancellationToken).ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first column of the first row as a number; 0 for NULL or no row.</summary>
    public async Task<long> NumberAsync(DbContext context, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(context, cancellationToken).ConfigureAwait(false);
        var value = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        return value is null or DBNull ? 0 : Convert.ToInt64(value, CultureInfo.InvariantCulture);
    }

    /// <summary>Every row, mapped. For results whose size the statement bounds.</summary>
    public async Task<List<T>> RowsAsync<T>(DbContext context, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(context, cancellationToken).ConfigureAwait(false);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(map(reader));
        return rows;
    }

    /// <summary>Every row, mapped, one at a time, for results of any size. The context must outlive the enumeration.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(DbContext context, Func<DbDataReader, T> map, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = await CommandAsync(context, cancellationToken).ConfigureAwait(false);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return map(reader);
    }

    private async Task<DbCommand> CommandAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (context.Database.GetDbConnection().State != System.Data.ConnectionState.Open)
            await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        var dialect = SqlDialect.Of(context);
        var written = text.ToString();
        dialect.Prepare(command.Connection!, written);
        command.CommandText = dialect.Translate(written);
        for (var i = 0; i < values.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@v{i}";
            parameter.Value = dialect.Value(values[i]);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
