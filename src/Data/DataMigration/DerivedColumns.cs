using AdminApp.Data.Schema;
using AdminApp.Data.Text;

namespace AdminApp.Data.DataMigration;

/// <summary>
/// A column the application computes from others of the row, such as a folded name to search in.
/// </summary>
/// <param name="Sources">Text columns of the same table, in the order <paramref name="Compute"/> takes them.</param>
internal sealed record DerivedColumn(string Table, string Column, string[] Sources, Func<string?[], string?> Compute);

internal static class DerivedColumns
{
    // Always computed, also when the source (PostgreSQL with our schema) generates them: its lower() folds otherwise.
    private static readonly DerivedColumn[] All =
    [
        new("parties", "name_sort", ["name"], values => SearchFold.Fold(values[0])),
        new("parties", "search_text", SearchedColumns.Parties, values => SearchFold.Join(values)),
        new("products", "name_sort", ["name"], values => SearchFold.Fold(values[0])),
        new("products", "search_text", SearchedColumns.Products, values => SearchFold.Join(values)),
    ];

    public static DerivedColumn? Find(string table, string column) => All.FirstOrDefault(derived =>
        derived.Table.Equals(table, StringComparison.OrdinalIgnoreCase) && derived.Column.Equals(column, StringComparison.OrdinalIgnoreCase));
}
