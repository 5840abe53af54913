using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Cli.Json;
using Ploutos.Cli.Rendering;
using Ploutos.Research.Models;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos models export</c>.</summary>
internal sealed class ModelsExportCommand : Verb
{
    private readonly Option<string> _format = new("--format")
    {
        Description = "The format: onnx. (The weights as safetensors lie in the model's folder.)",
        HelpName = "onnx",
        DefaultValueFactory = _ => "onnx",
    };
    private readonly Option<string?> _expert = ExpertName.Option("Whose model; 'risk' for the risk model.");
    private readonly Option<string?> _version = new("--version")
    {
        Description = "A version, or the beginning or the end of its name. Without it: the one that predicts.",
        HelpName = "VERSION",
    };
    private readonly Option<string> _out = new("--out")
    {
        Description = "The file to write.",
        HelpName = "FILE",
        Required = true,
    };
    private readonly Option<bool> _force = new("--force") { Description = "Replace a file that exists." };

    public ModelsExportCommand(VerbContext context)
        : base("export", "Write a model as ONNX, with its scaler and its calibration inside.", context)
    {
        _format.AcceptOnlyFromAmong("onnx");
        _expert.Required = true;
        Add(_format);
        Add(_expert);
        Add(_version);
        Add(_out);
        Add(_force);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        ModelExportRequest request = new(arguments.GetValue(_expert)!, arguments.GetValue(_out)!)
        {
            Version = arguments.GetValue(_version),
            Replace = arguments.GetValue(_force),
        };
        session.Show(
            session.Models.ExportModel(request),
            static () => LiveJson.Default.ExportedModel,
            ModelsView.WriteExported
        );
        return ExitCode.Done;
    }
}
