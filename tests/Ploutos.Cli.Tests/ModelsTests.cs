using Ploutos.Cli.Hosting;
using Ploutos.Research.Models;
using Ploutos.Workflows;

namespace Ploutos.Cli.Tests;

public sealed class ModelsTests
{
    [Fact]
    public void The_list_says_which_versions_predict_and_which_a_rollback_goes_back_to()
    {
        string text = CommandRun.Of(new FakeWorkflows(), "models list").Output;
        Assert.Matches(@"momentum +20260102T030405-aaaaaaaa +yes", text);
        Assert.Matches(@"momentum +20250102T030405-bbbbbbbb +before", text);
        Assert.Contains("0.507 [0.490, 0.520]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_is_found_by_a_part_of_its_name_and_its_expert_with_it()
    {
        var workflows = new FakeWorkflows();
        CommandRun run = CommandRun.Of(workflows, "models use bbbbbbbb");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(("use", "momentum", "bbbbbbbb"), workflows.Requests[^1]);
        Assert.Contains("predicts from now on", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models use 20260102", ExitCode.WrongUsage, "several experts (momentum, volatility)")]
    [InlineData("models use nosuch", ExitCode.NoData, "no version 'nosuch'")]
    [InlineData("models show nosuch", ExitCode.NoData, "ploutos models list")]
    public void What_names_no_single_version_is_told_with_what_to_do(string line, ExitCode code, string message)
    {
        CommandRun run = CommandRun.Of(new FakeWorkflows(), line);
        Assert.Equal(code, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_without_a_version_shows_the_models_that_predict()
    {
        string text = CommandRun.Of(new FakeWorkflows(), "models show").Output;
        Assert.Contains("momentum 20260102T030405-aaaaaaaa, which predicts", text, StringComparison.Ordinal);
        Assert.DoesNotContain("bbbbbbbb", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_written_as_onnx_and_its_inputs_are_named()
    {
        var workflows = new FakeWorkflows();
        CommandRun run = CommandRun.Of(workflows, "models export --format onnx --expert momentum --out m.onnx --force");
        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Equal(new ModelExportRequest("momentum", "m.onnx") { Replace = true }, workflows.Requests[^1]);
        Assert.Contains(
            "It reads 2 inputs a bar, 16 bars a row, oldest first: rsi_14, roc_5",
            run.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Json_is_written_under_snake_case_names() =>
        Assert.Contains(
            "\"is_previous\":true",
            CommandRun.Of(new FakeWorkflows(), "models list --json").Output,
            StringComparison.Ordinal
        );
}
