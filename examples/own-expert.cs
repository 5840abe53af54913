#:project ../src/Ploutos.Cli/Ploutos.Cli.csproj

// An expert in code: the text of its file, as docs/experts.md has it.
//
//     dotnet run examples/own-expert.cs -- --workspace demo data import simulated
//     dotnet run examples/own-expert.cs -- --workspace demo experts check busy
//     dotnet run examples/own-expert.cs -- --workspace demo evaluate --expert busy

using Ploutos.Cli;

PloutosAppBuilder builder = PloutosApp.CreateBuilder(args);

builder.Experts.Add(
    "busy",
    """
    {
      "description": "Whether the close in five days lies above today's, from busy days.",
      "inputs": {
        "expressions": {
          "week": "$close/Ref($close,5)-1",
          "busy": "$volume/Mean($volume,20)-1",
          "turn": "If($volume>Mean($volume,20),Sign(Ref($close,2)-Ref($close,3)),0)"
        }
      },
      "label": { "kind": "up", "horizon": 5 },
      "defaults": { "hidden": [16, 8], "epochs": 5 }
    }
    """
);

return await builder.Build().RunAsync();
