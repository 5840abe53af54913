#:project ../src/Ploutos.Cli/Ploutos.Cli.csproj

// Judges a series of daily returns from anywhere, here one of pure luck:
//
//     dotnet run examples/judge-returns.cs

using System.Globalization;
using Ploutos.Cli;

string file = Path.Combine(Path.GetTempPath(), $"returns-{Environment.ProcessId}.csv");
var random = new Random(7);
var lines = new List<string> { "date,return" };
for (DateOnly day = new(2022, 1, 3); day < new DateOnly(2024, 1, 1); day = day.AddDays(1))
    if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
        lines.Add(
            string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},{0.02 * (random.NextDouble() - 0.5):F6}")
        );
File.WriteAllLines(file, lines);
try
{
    // The same as 'ploutos judge FILE --trials 20': the best of twenty tries.
    return await PloutosApp.CreateBuilder(["judge", file, "--trials", "20", .. args]).Build().RunAsync();
}
finally
{
    File.Delete(file);
}
