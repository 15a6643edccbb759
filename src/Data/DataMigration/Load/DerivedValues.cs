using System.Text;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Sqlite;

namespace AdminApp.Data.DataMigration.Load;

/// <summary>Computes the columns of a row that the application derives from others, and binds them behind the columns read.</summary>
internal sealed unsafe class DerivedValues
{
    private readonly Scratch _scratch;
    private readonly int _firstParameter;
    private readonly (DerivedColumn Column, int[] Sources, string?[] Values)[] _derived;

    public DerivedValues(MappedTable table, InsertColumn[] columns, Scratch scratch)
    {
        _scratch = scratch;
        _firstParameter = columns.Length + 1;
        _derived = [.. table.Derived.Select(derived => (derived, derived.Sources.Select(IndexOf).ToArray(), new string?[derived.Sources.Length]))];

        int IndexOf(string name) => Array.FindIndex(columns, column => column.Column.Target.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    public void Bind(nint statement, ReadOnlySpan<(nint Start, int Length)> fields)
    {
        for (var index = 0; index < _derived.Length; index++)
        {
            var (column, sources, values) = _derived[index];
            for (var i = 0; i < sources.Length; i++)
                values[i] = sources[i] < 0 || fields[sources[i]].Length < 0 ? null : Encoding.UTF8.GetString((byte*)fields[sources[i]].Start, fields[sources[i]].Length);
            Bind(statement, _firstParameter + index, column.Compute(values));
        }
    }

    private void Bind(nint statement, int parameter, string? value)
    {
        if (value is null)
        {
            NativeSqlite.BindNull(statement, parameter);
            return;
        }
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var target = _scratch.Room(most);
        var length = Encoding.UTF8.GetBytes(value, new Span<byte>(target, most));
        NativeSqlite.BindText(statement, parameter, target, length);
        _scratch.Keep(length);
    }
}
