#:project ../src/Ploutos.Cli/Ploutos.Cli.csproj

// A feature in code, and an expert that reads it:
//
//     dotnet run examples/own-feature.cs -- --workspace demo data import simulated
//     dotnet run examples/own-feature.cs -- --workspace demo experts check gaps
//     dotnet run examples/own-feature.cs -- --workspace demo train --expert gaps
//
// Every verb of ploutos is there. The feature is run on simulated bars when it is added; one that looks
// ahead is refused by name.

using Ploutos.Cli;

PloutosAppBuilder builder = PloutosApp.CreateBuilder(args);

// The open's distance from the close of the day before; missing on the first bar.
builder.Features.Add(
    "gap",
    bars =>
    {
        double[] values = new double[bars.Count];
        for (int t = 0; t < values.Length; t++)
            values[t] = t == 0 ? double.NaN : bars.Open[t] / bars.Close[t - 1] - 1;
        return values;
    }
);

builder.Experts.Add(
    "gaps",
    """
    {
      "description": "Whether tomorrow's close lies above today's, from today's gap.",
      "inputs": { "features": ["gap", "reversion.z_score_60"] },
      "label": { "kind": "up", "horizon": 1 },
      "defaults": { "hidden": [16, 8], "epochs": 5 }
    }
    """
);

return await builder.Build().RunAsync();
