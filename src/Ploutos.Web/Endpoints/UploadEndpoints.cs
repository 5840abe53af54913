using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Ploutos.Web.Http;
using Ploutos.Web.Jobs;
using Ploutos.Web.Json;
using Ploutos.Web.Safety;
using Ploutos.Workflows.Rooms;
using Ploutos.Workflows.Views;
using Ploutos.Workspace;
using Ploutos.Workspace.Bars;

namespace Ploutos.Web.Endpoints;

/// <summary>Files of bars from a browser. They go through the checks of <c>data import</c> and are never
/// run. What is stored names the file, so it stays in <c>imports/</c> of the workspace.</summary>
internal static class UploadEndpoints
{
    /// <summary>Most bytes of a file.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    private static readonly string[] s_endings = [".csv", ".txt", ".tsv", ".gz", ".zip", ".xlsx", ".parquet", ".pq"];

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/jobs/import", StartAsync)
            .RequireRateLimiting(RateLimits.Starts)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes), new BytesBody())
            .WithName("start-import")
            .WithSummary("Imports a file of bars that is sent as the body: text, XLSX or Parquet, packed or not.")
            .Accepts<Stream>(BytesBody.ContentType)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<Accepted<JobSnapshot>, ProblemHttpResult>> StartAsync(
        string? file,
        string? ticker,
        HttpContext context,
        JobStarter starter,
        IBarWorkflows bars,
        WorkspaceFolder workspace,
        TimeProvider time
    )
    {
        string name = Name(file);
        string? whose = Asked.TickerOrAll(ticker);
        workspace.EnsureWritable();
        string folder = Path.Combine(
            workspace.Root,
            "imports",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss}-{Path.GetRandomFileName()[..8]}"
            )
        );
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name);
        try
        {
            await using (FileStream kept = new(path, FileMode.CreateNew, FileAccess.Write))
                await context.Request.Body.CopyToAsync(kept, context.RequestAborted);
            var answer = starter.Start(Work(name, path, whose, bars));
            if (answer.Result is ProblemHttpResult)
                Directory.Delete(folder, recursive: true);
            return answer;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private static JobWork Work(string name, string path, string? ticker, IBarWorkflows bars) =>
        new(
            "import",
            name,
            JsonSerializer.SerializeToElement(new ImportJobRequest(name, ticker), ApiJson.Default.ImportJobRequest),
            1,
            (progress, stop) =>
            {
                try
                {
                    DataReport report = bars.Import(new(path) { Ticker = ticker }, progress, stop);
                    // GET /api/v7/data/findings has the findings themselves.
                    return JsonSerializer.SerializeToElement(report with { Findings = [] }, ApiJson.Default.DataReport);
                }
                finally
                {
                    Tidy(Path.GetDirectoryName(path)!, bars);
                }
            }
        );

    /// <summary>Removes a file that no stored bars name. An import that was stopped may have stored some of
    /// its tickers.</summary>
    internal static void Tidy(string folder, IBarWorkflows bars)
    {
        string name = Path.GetFileName(folder);
        try
        {
            if (bars.List().Any(s => s.Source.Contains(name, StringComparison.Ordinal)))
                return;
        }
        catch (PloutosException e) when (e.Fault == Fault.NoBars)
        {
            // There is no store.
        }
        catch (PloutosException)
        {
            return; // nobody knows
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string Name(string? file)
    {
        string name = file ?? "";
        return PathName.IsValid(name) && s_endings.Contains(Path.GetExtension(name).ToLowerInvariant())
            ? name
            : throw new ViewException(
                ViewFault.BadRequest,
                $"'file' must be the file's name, {PathName.Rule}, and end in {string.Join(", ", s_endings)}, but got"
                    + $" '{file}'."
            );
    }
}
