using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using AdminApp.Data.DataMigration.Catalogue;
using AdminApp.Data.DataMigration.Load;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Sqlite;
using AdminApp.Data.DataMigration.Values;
using AdminApp.Data.DataMigration.Verify;

namespace AdminApp.Data.DataMigration.Streaming;

/// <summary>
/// Binds PostgreSQL's text of values as the load would have stored them. The text is that of a session with UTC, ISO,
/// postgres intervals, extra_float_digits 3, hexadecimal bytea and lc_monetary C.
/// </summary>
/// <param name="readable">Values that the application cannot read are refused.</param>
/// <param name="validateText">The source may hold text that is not UTF-8.</param>
/// <param name="moneyDigits">Digits after the point that the source's locale gives money.</param>
internal sealed unsafe class ValueEncoder(bool readable, bool validateText, int moneyDigits) : IDisposable
{
    private const int MostDigits = 28;

    private readonly Scratch _scratch = new();

    /// <summary>The statements bound since are stepped.</summary>
    public void Reset() => _scratch.Reset();

    public void Dispose() => _scratch.Dispose();

    /// <summary>Binds a value; a NULL becomes its declared fill.</summary>
    /// <param name="statement">Where to.</param>
    /// <param name="parameter">From 1.</param>
    /// <param name="column">Whose value it is.</param>
    /// <param name="value">Its text; null for NULL. Stays until the statement is stepped.</param>
    /// <param name="length">Of the text.</param>
    /// <param name="exact">Gets the entry the sidecar needs, if any.</param>
    /// <exception cref="UnrepresentableValueException">The target cannot hold it.</exception>
    public void Bind(nint statement, int parameter, StreamColumn column, byte* value, int length, List<ExactEntry> exact)
    {
        if (value is null)
        {
            BindMissing(statement, parameter, column, exact);
            return;
        }
        var text = new ReadOnlySpan<byte>(value, length);
        switch (column.Form)
        {
            case ColumnForm.Integer:
                if (!Utf8Parser.TryParse(text, out long number, out var used) || used != length)
                    throw NotA("whole number", text);
                NativeSqlite.BindInteger(statement, parameter, number);
                break;
            case ColumnForm.Boolean:
                NativeSqlite.BindInteger(statement, parameter, *value == 't' ? 1 : 0);
                break;
            case ColumnForm.Real4:
                BindReal(statement, parameter, column, StoredText.StoredReal((float)RealText.ParseSingle(text)), exact);
                break;
            case ColumnForm.Real8:
                BindReal(statement, parameter, column, RealText.Parse(text), exact);
                break;
            case ColumnForm.Decimal or ColumnForm.FreeDecimal:
                BindDecimal(statement, parameter, column, text, exact);
                break;
            case ColumnForm.Money:
                BindDecimal(statement, parameter, column, MoneyText.ToNumeric(text, moneyDigits), exact);
                break;
            case ColumnForm.Uuid:
                var upper = Room(length);
                Ascii.ToUpper(text, upper, out _);
                BindMade(statement, parameter, length);
                break;
            case ColumnForm.Date or ColumnForm.Timestamp or ColumnForm.TimestampTz:
                BindTime(statement, parameter, column.Form, text);
                break;
            case ColumnForm.Blob:
                BindBlob(statement, parameter, text);
                break;
            case ColumnForm.Array:
                BindArray(statement, parameter, column, value, length);
                break;
            default:
                if (validateText && !Utf8.IsValid(text))
                    throw new UnrepresentableValueException("bytes that are not UTF-8");
                NativeSqlite.BindText(statement, parameter, value, length);
                break;
        }
    }

    private void BindMissing(nint statement, int parameter, StreamColumn column, List<ExactEntry> exact)
    {
        if (column.Column.Fill is not { } fill)
        {
            NativeSqlite.BindNull(statement, parameter);
            return;
        }
        if (fill.Utf8 is { } text)
        {
            text.CopyTo(Room(text.Length));
            BindMade(statement, parameter, text.Length);
        }
        else
        {
            NativeSqlite.BindInteger(statement, parameter, fill.Integer);
        }
        exact.Add(new ExactEntry(column.Index, fill.Value as string ?? (object)fill.Integer, null));
    }

    private void BindReal(nint statement, int parameter, StreamColumn column, double value, List<ExactEntry> exact)
    {
        if (double.IsNaN(value))
        {
            if (readable || column.Column.NotNull)
                throw new UnrepresentableValueException("the number 'NaN'");
            exact.Add(new ExactEntry(column.Index, null, "NaN"));
            NativeSqlite.BindNull(statement, parameter);
            return;
        }
        if (value == 0 && double.IsNegative(value))
            exact.Add(new ExactEntry(column.Index, 0.0, "-0"));
        NativeSqlite.BindReal(statement, parameter, value);
    }

    // As NumericText writes what the load gets from the wire.
    private void BindDecimal(nint statement, int parameter, StreamColumn column, ReadOnlySpan<byte> text, List<ExactEntry> exact)
    {
        if (text[^1] is (byte)'N' or (byte)'y')
        {
            if (readable)
                throw new UnrepresentableValueException($"the number '{Encoding.ASCII.GetString(text)}'");
            BindCopy(statement, parameter, text);
            return;
        }
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var shown = point < 0 ? [] : text[(point + 1)..];
        var fraction = shown.TrimEnd((byte)'0');
        var digits = whole.TrimStart((byte)'-');
        if (readable && fraction.Length + (digits.SequenceEqual("0"u8) ? 0 : digits.Length) > MostDigits)
            throw new UnrepresentableValueException("a number of more than 28 digits");
        var length = whole.Length + 1 + Math.Max(1, fraction.Length);
        var stored = Room(length);
        whole.CopyTo(stored);
        stored[whole.Length] = (byte)'.';
        stored[whole.Length + 1] = (byte)'0';
        fraction.CopyTo(stored[(whole.Length + 1)..]);
        if (fraction.Length != shown.Length && column.Form != ColumnForm.Decimal)
            exact.Add(new ExactEntry(column.Index, Encoding.ASCII.GetString(stored), Encoding.ASCII.GetString(text)));
        BindMade(statement, parameter, length);
    }

    private void BindTime(nint statement, int parameter, ColumnForm form, ReadOnlySpan<byte> text)
    {
        var era = text.EndsWith(" BC"u8) ? text[^3..] : [];
        var body = text[..^era.Length];
        var endless = body.EndsWith("infinity"u8);
        if (readable && (endless || era.Length > 0 || body.IndexOf((byte)'-') > 4))
            throw new UnrepresentableValueException($"the {(form == ColumnForm.Date ? "date" : "timestamp")} '{Encoding.ASCII.GetString(text)}'");
        if (form == ColumnForm.TimestampTz && body.EndsWith("+00"u8))
            body = body[..^3];
        // A date where the model has an instant means midnight.
        var midnight = form == ColumnForm.Timestamp && !endless && !body.Contains((byte)':') ? " 00:00:00"u8 : [];
        var stored = Room(body.Length + midnight.Length + era.Length);
        body.CopyTo(stored);
        midnight.CopyTo(stored[body.Length..]);
        era.CopyTo(stored[(body.Length + midnight.Length)..]);
        BindMade(statement, parameter, stored.Length);
    }

    private void BindBlob(nint statement, int parameter, ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("\\x"u8))
            throw NotA("bytea in hexadecimal", text);
        var length = (text.Length - 2) / 2;
        var stored = Room(length);
        if (Convert.FromHexString(text[2..], stored, out _, out _) != System.Buffers.OperationStatus.Done)
            throw NotA("bytea in hexadecimal", text);
        NativeSqlite.BindBlob(statement, parameter, _scratch.Room(0), length);
        _scratch.Keep(length);
    }

    private void BindArray(nint statement, int parameter, StreamColumn column, byte* value, int length)
    {
        var json = ArrayJson.Of(new ReadOnlySpan<byte>(value, length), column.Element);
        if (json is null)
            NativeSqlite.BindText(statement, parameter, value, length);
        else
            BindCopy(statement, parameter, json.Written);
    }

    private void BindCopy(nint statement, int parameter, ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        BindMade(statement, parameter, text.Length);
    }

    private Span<byte> Room(int length) => new(_scratch.Room(length), length);

    private void BindMade(nint statement, int parameter, int length)
    {
        NativeSqlite.BindText(statement, parameter, _scratch.Room(0), length);
        _scratch.Keep(length);
    }

    private static UnrepresentableValueException NotA(string what, ReadOnlySpan<byte> text) =>
        new($"'{Encoding.UTF8.GetString(text[..Math.Min(40, text.Length)])}', which is no {what}");
}
