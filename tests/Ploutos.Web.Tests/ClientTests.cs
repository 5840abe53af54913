using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;
using Ploutos.Tests;

namespace Ploutos.Web.Tests;

/// <summary>A client that NSwag generates from the description of the API, with the example that uses it,
/// against the real host.</summary>
public sealed class ClientTests(SimulatedWorkspace workspace)
{
    private const string Key = "Hd7Qm3Xv9Ks5Wb2Zt8Rn4Cg6L";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_generated_client_compiles_and_reads_the_watchlist_and_a_risk_forecast()
    {
        await using Server server = await Server.Start(workspace.Path, new() { ApiKey = Key });
        using HttpClient http = server.NewClient();
        http.DefaultRequestHeaders.Add("X-Api-Key", Key);
        string description = await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Stop);
        string client = await GenerateAsync(description);
        string example = await File.ReadAllTextAsync(
            Path.Combine(TestPaths.Repository, "docs", "examples", "Signals.cs"),
            Stop
        );
        Assembly built = Compile(client, example);
        using var output = new StringWriter();
        MethodInfo run = built.GetType("Ploutos.Client.Signals")!.GetMethod("RunAsync")!;
        await (Task)run.Invoke(null, [http, output])!;
        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(SimulatedWorkspace.Tickers, lines[..^1].Select(l => l.Split(' ')[0]));
        Assert.All(lines[..^1], l => Assert.Matches(" (PROVEN|UNPROVEN|WORSE|NOT_KNOWN)$", l.TrimEnd()));
        Assert.Matches("^SIM03: volatility of the next 5 bars [0-9.]+% a year", lines[^1]);
    }

    /// <summary>As the recipe in the example says.</summary>
    private static async Task<string> GenerateAsync(string description)
    {
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "PloutosClient",
            UseBaseUrl = false,
            InjectHttpClient = true,
            DisposeHttpClient = false,
            GenerateOptionalParameters = true,
            OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
        };
        settings.CSharpGeneratorSettings.Namespace = "Ploutos.Client";
        settings.CSharpGeneratorSettings.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        settings.CSharpGeneratorSettings.DateType = "System.DateOnly";
        settings.CSharpGeneratorSettings.GenerateNullableReferenceTypes = true;
        string code = new CSharpClientGenerator(
            await OpenApiDocument.FromJsonAsync(description, Stop),
            settings
        ).GenerateFile();
        return code.Replace(
            "Runtime.Serialization.EnumMember(Value = @",
            "Text.Json.Serialization.JsonStringEnumMemberName(",
            StringComparison.Ordinal
        );
    }

    private static Assembly Compile(params string[] sources)
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "PloutosClient",
            sources.Select(s => CSharpSyntaxTree.ParseText(s, new(LanguageVersion.Latest), cancellationToken: Stop)),
            platform
                .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal))
                .Select(p => MetadataReference.CreateFromFile(p)),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        using var binary = new MemoryStream();
        var result = compilation.Emit(binary, cancellationToken: Stop);
        Assert.True(
            result.Success,
            string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(20))
        );
        binary.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(binary);
    }
}
