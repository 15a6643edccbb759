using AdminApp.Data.Parties;
using FluentValidation;
using FluentValidation.Results;

namespace AdminApp.Data.Imports;

/// <summary>A row of a file as the party it is to become.</summary>
/// <param name="Number">Row within the file, from 1, without the heading.</param>
/// <param name="Line">Line it begins on, from 1.</param>
/// <param name="Cells">As they stand in the file.</param>
/// <param name="Faults">Empty when the party can be created.</param>
public sealed record ImportRow(int Number, int Line, IReadOnlyList<string> Cells, Party Party, IReadOnlyList<ImportFault> Faults)
{
    private static readonly PartyValidator Validator = new();

    /// <summary>Reads a row by the same rules as the form for a new party.</summary>
    internal static ImportRow Of(int number, int line, IReadOnlyList<string> cells, ImportOrder order)
    {
        var party = new Party { GstEnabled = true };
        var faults = new List<ImportFault>();
        var type = order.Type;
        bool? customer = null, vendor = null;
        for (var i = 0; i < order.Columns.Count; i++)
        {
            if (order.Columns[i] is not { } field || Value(cells, i) is not { } value)
                continue;
            switch (field)
            {
                case ImportFields.Type:
                    type = TypeOf(value, faults) ?? type;
                    break;
                case ImportFields.GstEnabled:
                    party.GstEnabled = Flag(field, value, faults);
                    break;
                case ImportFields.IsCustomer:
                    customer = Flag(field, value, faults);
                    break;
                case ImportFields.IsVendor:
                    vendor = Flag(field, value, faults);
                    break;
                default:
                    PartyField.ByName[field].Set(party, value);
                    break;
            }
        }
        if (cells.Count > order.Columns.Count && cells.Skip(order.Columns.Count).Any(cell => cell.Length > 0))
            faults.Add(new("", $"The row has {cells.Count} cells, the heading {order.Columns.Count}. Put quotation marks around a text that holds the delimiter."));
        (party.IsCustomer, party.IsVendor) = (customer ?? type != ImportOrder.Vendor, vendor ?? type != ImportOrder.Customer);
        foreach (var failure in Failures(party))
            faults.Add(new(failure.PropertyName, failure.ErrorMessage));
        return new ImportRow(number, line, cells, party, faults);
    }

    private static List<ValidationFailure> Failures(Party party) => Validator.Validate(party, options => options.IncludeRuleSets("default", PartyValidator.Form)).Errors;

    /// <summary>The cell without the blanks around it; null for an empty one, and without the apostrophe our exports put before what a spreadsheet would run.</summary>
    private static string? Value(IReadOnlyList<string> cells, int index)
    {
        var text = index < cells.Count ? cells[index].Trim() : "";
        if (text is ['\'', '=' or '+' or '-' or '@', ..])
            text = text[1..];
        return text.Length == 0 ? null : text;
    }

    private static string? TypeOf(string value, List<ImportFault> faults)
    {
        switch (value.ToLowerInvariant())
        {
            case ImportOrder.Customer or "customers":
                return ImportOrder.Customer;
            case ImportOrder.Vendor or "vendors" or "supplier" or "suppliers":
                return ImportOrder.Vendor;
            case ImportOrder.Both:
                return ImportOrder.Both;
            default:
                faults.Add(new(ImportFields.Type, $"\"{value}\" is no type: write customer, vendor or both."));
                return null;
        }
    }

    private static bool? Flag(string field, string value, List<ImportFault> faults)
    {
        switch (value.ToLowerInvariant())
        {
            case "true" or "yes" or "y" or "1" or "on":
                return true;
            case "false" or "no" or "n" or "0" or "off":
                return false;
            default:
                faults.Add(new(field, $"\"{value}\" is neither yes nor no."));
                return null;
        }
    }
}

/// <summary>Why a row cannot be imported.</summary>
/// <param name="Field">Name of the field; empty when it is the row.</param>
public sealed record ImportFault(string Field, string Message);
