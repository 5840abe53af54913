// Reads a Ploutos server with a client that NSwag generates from its description: the watchlist, then one risk
// forecast.
//
//     dotnet tool install --global NSwag.ConsoleCore
//     nswag openapi2csclient /input:http://localhost:5000/openapi/v1.json /output:PloutosClient.cs \
//       /classname:PloutosClient /namespace:Ploutos.Client /jsonLibrary:SystemTextJson /useBaseUrl:false \
//       /injectHttpClient:true /disposeHttpClient:false /generateOptionalParameters:true \
//       /dateType:System.DateOnly /generateNullableReferenceTypes:true \
//       /operationGenerationMode:SingleClientFromOperationId
//     sed -i 's/Runtime.Serialization.EnumMember(Value = @/Text.Json.Serialization.JsonStringEnumMemberName(/' \
//       PloutosClient.cs
//     PLOUTOS_URL=http://localhost:5000 PLOUTOS_API_KEY=... dotnet run

using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace Ploutos.Client;

/// <summary>Enumerations are words.</summary>
public partial class PloutosClient
{
    static partial void UpdateJsonSerializerSettings(JsonSerializerOptions settings) =>
        settings.Converters.Add(new JsonStringEnumConverter());
}

/// <summary>The example.</summary>
public static class Signals
{
    /// <summary>Asks the server that the environment names.</summary>
    public static async Task Main()
    {
        using var http = new HttpClient
        {
            BaseAddress = new(Environment.GetEnvironmentVariable("PLOUTOS_URL") ?? "http://localhost:5000"),
        };
        if (Environment.GetEnvironmentVariable("PLOUTOS_API_KEY") is { } key)
            http.DefaultRequestHeaders.Add("X-Api-Key", key);
        await RunAsync(http, Console.Out);
    }

    /// <summary>Asks a server.</summary>
    public static async Task RunAsync(HttpClient http, TextWriter output)
    {
        var server = new PloutosClient(http);
        var rows = await server.WatchlistAsync();
        foreach (var row in rows)
            await output.WriteLineAsync(
                $"{row.Ticker} {row.As_of:yyyy-MM-dd} {row.Prediction?.Signal ?? "no signal"} {row.Prediction?.Verdict}"
            );
        var risk = await server.RiskAsync(rows.Last().Ticker);
        var near = risk.Horizons.First();
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{risk.Ticker}: volatility of the next {near.Bars} bars {100 * near.Volatility:F1}% a year"
            )
        );
    }
}
