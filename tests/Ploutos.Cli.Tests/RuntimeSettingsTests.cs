using System.Text.Json;

namespace Ploutos.Cli.Tests;

/// <summary>The settings that keep memory small are those that the runtime reads: it ignores a name that it does not
/// know without a word. This process and the command are built with the same file.</summary>
public sealed class RuntimeSettingsTests
{
    [Theory]
    [InlineData("System.GC.Gen0MaxBudget", "GCGen0MaxBudget", 4 << 20)]
    [InlineData("System.GC.ConserveMemory", "GCConserveMem", 7)]
    public void The_runtime_reads_the_commands_settings(string option, string variable, long value)
    {
        Assert.Equal(value, Option("ploutos", option));
        Assert.Equal(value, Option("Ploutos.Cli.Tests", option));
        Assert.Equal(value, Convert.ToInt64(GC.GetConfigurationVariables()[variable], null));
    }

    private static long Option(string program, string name)
    {
        string file = Path.Combine(AppContext.BaseDirectory, program + ".runtimeconfig.json");
        using JsonDocument config = JsonDocument.Parse(File.ReadAllText(file));
        return config
            .RootElement.GetProperty("runtimeOptions")
            .GetProperty("configProperties")
            .GetProperty(name)
            .GetInt64();
    }
}
