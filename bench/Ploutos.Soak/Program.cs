using System.Globalization;
using Ploutos.Soak;

// The server under a steady load for minutes: errors, memory a minute, peak. bench/soak.sh runs it.
if (SoakOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(
        "usage: soak COMMAND [--minutes 10] [--rate 500] [--streams 50] [--tickers 500] [--most-mb 220] [--keep FOLDER]"
    );
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string folder = options.Keep ?? Directory.CreateTempSubdirectory("ploutos-soak-").FullName;
try
{
    Console.Error.WriteLine($"making a workspace with {options.Tickers} tickers, unless {folder} has one");
    SoakWorkspace.Make(options, folder);
    return await SoakRun.Run(options, folder) ? 0 : 1;
}
catch (InvalidOperationException failure)
{
    Console.Error.WriteLine($"soak: {failure.Message}");
    return 1;
}
finally
{
    if (options.Keep is null)
        Directory.Delete(folder, recursive: true);
}
