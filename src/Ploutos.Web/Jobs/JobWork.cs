using System.Text.Json;
using Ploutos.Workflows;
using Ploutos.Workspace.Events;

namespace Ploutos.Web.Jobs;

/// <summary>Work that was asked for.</summary>
/// <param name="Kind">fetch, update, optimize, train, ...</param>
/// <param name="Title">What it works on, in a line.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Parts">Parts that tell their progress apart, such as experts.</param>
/// <param name="Run">Does it and returns what it made.</param>
internal sealed record JobWork(
    string Kind,
    string Title,
    JsonElement? Request,
    int Parts,
    Func<IProgress<WorkflowEvent>, CancellationToken, JsonElement?> Run
);
