using Ploutos.Signals.Predict;
using Ploutos.Workflows;
using Ploutos.Workflows.Deploy;

namespace Ploutos.Cli.Rendering;

/// <summary>What a deployment made, from the bars to the signal.</summary>
internal static class DeployView
{
    /// <summary>Writes the parts that there are, one below the other.</summary>
    public static void Write(Output output, DeployResult result)
    {
        if (result.Data is not null)
        {
            DataReportView.Write(output, result.Data, "ploutos data check --json");
            output.Line();
        }
        if (result.Searches.Count > 0)
        {
            SearchView.Write(output, result.Searches);
            output.Line();
        }
        TrainedView.Write(output, result.Experts);
        output.Line();
        PredictionPanel.Write(output, result.Prediction);
    }
}
