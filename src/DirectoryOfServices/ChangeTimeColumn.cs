using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices;

/// <summary>When a part of a record last read differently: kept by a trigger, so that no writer can forget it, and writing the same changes nothing.</summary>
internal static class ChangeTimeColumn
{
    public static void IsKeptByTheDatabase(this PropertyBuilder<DateTimeOffset> property)
    {
        property.HasDefaultValueSql("now()").ValueGeneratedOnAddOrUpdate();
        property.Metadata.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
        property.Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
    }
}
