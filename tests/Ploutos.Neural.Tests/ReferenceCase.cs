using System.Collections.Immutable;
using System.Text.Json;
using Ploutos.Neural.Kernels;
using Ploutos.Neural.Parameters;

namespace Ploutos.Neural.Tests;

/// <summary>One network of <c>network.json</c>: shape, inputs, and what PyTorch computes from
/// them.</summary>
internal sealed class ReferenceCase(JsonElement json)
{
    private static readonly JsonDocument s_document = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", "network.json"))
    );

    public static int Count => s_document.RootElement.GetProperty("cases").GetArrayLength();

    public int Sequences => json.GetProperty("batch").GetInt32();

    public int Length => json.GetProperty("time").GetInt32();

    public int Bars => Sequences * Length;

    public string Expert => json.GetProperty("expert").GetString()!;

    public float[] Inputs => Floats(json.GetProperty("x"));

    public sbyte[] Labels => [.. json.GetProperty("y").EnumerateArray().Select(y => y.GetSByte())];

    public JsonElement Train => json.GetProperty("train");

    public JsonElement AfterFiveSteps => json.GetProperty("after_5_steps");

    public NetworkShape Shape =>
        new()
        {
            Inputs = json.GetProperty("inputs").GetInt32(),
            Stack = [.. json.GetProperty("stack").EnumerateArray().Select(w => w.GetInt32())],
            Activation = Expert switch
            {
                "momentum" => Activation.Gelu,
                "reversion" => Activation.Tanh,
                _ => Activation.Relu,
            },
            Heads = json.GetProperty("heads").GetInt32(),
            Window = json.GetProperty("window").GetInt32(),
            Skip = json.GetProperty("skip").GetSingle(),
            ClassifierWidth = json.GetProperty("classifier_width").GetInt32(),
        };

    public static ReferenceCase Load(int index) => new(s_document.RootElement.GetProperty("cases")[index]);

    public NetworkParameters InitialParameters()
    {
        var parameters = new NetworkParameters(Shape);
        foreach (JsonProperty p in json.GetProperty("parameters").EnumerateObject())
            parameters[p.Name].Write(Floats(p.Value), parameters.Values);
        return parameters;
    }

    public static float[] Floats(JsonElement tensor) =>
        [.. tensor.GetProperty("values").EnumerateArray().Select(v => v.GetSingle())];

    public static double[] Doubles(JsonElement tensor) =>
        [.. tensor.GetProperty("values").EnumerateArray().Select(v => v.GetDouble())];
}
