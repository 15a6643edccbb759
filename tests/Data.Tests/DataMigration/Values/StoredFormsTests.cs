using System.Text;
using AdminApp.Data.DataMigration.Mapping;
using AdminApp.Data.DataMigration.Postgres;
using AdminApp.Data.DataMigration.Values;
using SQLitePCL;

namespace AdminApp.Data.Tests.DataMigration.Values;

/// <summary>Values in any other form than the load writes are not taken for what they look like.</summary>
public sealed class StoredFormsTests
{
    [Fact]
    public void A_value_of_another_kind_than_its_column_is_not_decoded()
    {
        foreach (var encoding in new[] { ValueEncoding.Integer, ValueEncoding.Boolean, ValueEncoding.Real4, ValueEncoding.Real8, ValueEncoding.Blob })
            Assert.Null(Decoded(encoding, new StoredValue(raw.SQLITE_TEXT, 0, 0, "1"u8)));
        foreach (var encoding in new[] { ValueEncoding.Decimal, ValueEncoding.Uuid, ValueEncoding.TimestampTz, ValueEncoding.Array, ValueEncoding.Text })
            Assert.Null(Decoded(encoding, new StoredValue(raw.SQLITE_INTEGER, 1, 0, [])));
        Assert.Null(Decoded(ValueEncoding.Boolean, new StoredValue(raw.SQLITE_INTEGER, 2, 0, [])));
        Assert.Null(Decoded(ValueEncoding.Real4, new StoredValue(raw.SQLITE_FLOAT, 0, 0.1234567890123, [])));
    }

    [Theory]
    [InlineData("Uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", null)]
    [InlineData("Uuid", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A1", null)]
    [InlineData("Uuid", "A0EEBC99+9C0B-4EF8-BB6D-6BB9BD380A11", null)]
    [InlineData("Uuid", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")]
    [InlineData("Decimal", "1", null)]
    [InlineData("Decimal", "1.", null)]
    [InlineData("Decimal", ".5", null)]
    [InlineData("Decimal", "1.50", null)]
    [InlineData("Decimal", "01.5", null)]
    [InlineData("Decimal", "-0.0", null)]
    [InlineData("Decimal", "1.5x", null)]
    [InlineData("Decimal", "-1.5", "-1.5")]
    [InlineData("Array", "[1,2.5,true,false,null,\"a\",\"NULL\",\"\",\"a\\\"b\"]", "{1,2.5,t,f,NULL,a,\"NULL\",\"\",\"a\\\"b\"}")]
    [InlineData("Array", "[0:1]={1,2}", "[0:1]={1,2}")]
    [InlineData("Array", "[[1]]", null)]
    [InlineData("Array", "[1", null)]
    [InlineData("Array", "[1] 2", null)]
    [InlineData("Array", "1", null)]
    public void Texts_are_decoded_in_the_stored_form_alone(string encoding, string stored, string? text) =>
        Assert.Equal(text, Decoded(Enum.Parse<ValueEncoding>(encoding), new StoredValue(raw.SQLITE_TEXT, 0, 0, Encoding.UTF8.GetBytes(stored))));

    [Fact]
    public void Numbers_and_bytes_come_as_PostgreSQL_writes_them()
    {
        Assert.Equal("-9223372036854775808", Decoded(ValueEncoding.Integer, new StoredValue(raw.SQLITE_INTEGER, long.MinValue, 0, [])));
        Assert.Equal("0.1", Decoded(ValueEncoding.Real4, new StoredValue(raw.SQLITE_FLOAT, 0, 0.1, [])));
        Assert.Equal("0.1", Decoded(ValueEncoding.Real8, new StoredValue(raw.SQLITE_FLOAT, 0, 0.1, [])));
        Assert.Equal(@"\x00ff", Decoded(ValueEncoding.Blob, new StoredValue(raw.SQLITE_BLOB, 0, 0, [0, 255])));
    }

    [Fact]
    public void People_are_shown_any_kind_of_value()
    {
        Assert.Equal("7", new StoredValue(raw.SQLITE_INTEGER, 7, 0, []).ToString());
        Assert.Equal("0.5", new StoredValue(raw.SQLITE_FLOAT, 0, 0.5, []).ToString());
        Assert.Equal("é", new StoredValue(raw.SQLITE_TEXT, 0, 0, "é"u8).ToString());
        Assert.Equal(@"\x00ff", new StoredValue(raw.SQLITE_BLOB, 0, 0, [0, 255]).ToString());
        Assert.Equal("NULL", new StoredValue(raw.SQLITE_NULL, 0, 0, []).ToString());
    }

    private static string? Decoded(ValueEncoding encoding, in StoredValue value)
    {
        var target = new ByteBuilder();
        var column = new MappedColumn { Source = "c", Target = "c", Type = "any", Encoding = encoding, Wire = WireKind.Text, BinarySelect = "", TextSelect = "" };
        return StoredText.TryAppend(column, value, target) ? Encoding.UTF8.GetString(target.Written) : null;
    }
}
