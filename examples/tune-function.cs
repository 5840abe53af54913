#:project ../src/Ploutos.Tuning/Ploutos.Tuning.csproj

// Finds the smallest value of any function with the tuner alone:
//
//     dotnet run examples/tune-function.cs

using System.Globalization;
using Ploutos.Tuning;

Study study = Study.Create();
study.Optimize(
    trial =>
    {
        double x = trial.SuggestFloat("x", -10, 10),
            y = trial.SuggestFloat("y", -10, 10);
        return (x - 2) * (x - 2) + (y + 3) * (y + 3);
    },
    new OptimizeOptions { Trials = 100 }
);
FrozenTrial best = study.BestTrial!;
Console.WriteLine(
    string.Create(
        CultureInfo.InvariantCulture,
        $"{best.Value:F3} at x = {best.Parameters["x"]:F2}, y = {best.Parameters["y"]:F2} (the best is 0 at 2, -3)"
    )
);
